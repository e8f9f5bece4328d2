package org.cocogan.plugin;

import java.nio.file.Path;

/**
 * A jar that is left out.
 *
 * @param jar its file
 * @param reason what is wrong with it and what would help, in one line
 */
public record RefusedPlugin(Path jar, String reason) {
  /** Such as {@code plugin plugins/polar.jar is left out: it is no jar; copy it again}. */
  @Override
  public String toString() {
    return "plugin " + jar + " is left out: " + reason;
  }
}
