package org.cocogan.data;

import java.io.Serializable;

/**
 * A file that was left out.
 *
 * @param name its path inside the folder or zip
 * @param reason why, in words that follow the name and a colon
 */
public record Skipped(String name, String reason) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Such as {@code faces/7.png: it is broken or cut off}. */
  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
