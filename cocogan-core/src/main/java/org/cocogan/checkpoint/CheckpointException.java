package org.cocogan.checkpoint;

import org.cocogan.CocoGanException;

/** A checkpoint that cannot be written or read; the message says which, why, and what to do. */
public final class CheckpointException extends CocoGanException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public CheckpointException(String message) {
    super(message);
  }

  /** With a message for people and what led to it. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
