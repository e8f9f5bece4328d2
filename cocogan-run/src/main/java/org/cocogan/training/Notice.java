package org.cocogan.training;

import java.util.Optional;

/**
 * A line for people about a training that goes on.
 *
 * @param text the line
 * @param cause what led to it, if it was a failure
 */
public record Notice(String text, Optional<Throwable> cause) {
  /** A line that no failure led to. */
  public static Notice of(String text) {
    return new Notice(text, Optional.empty());
  }
}
