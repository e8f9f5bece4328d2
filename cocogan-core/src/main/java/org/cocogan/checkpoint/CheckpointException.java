package org.cocogan.checkpoint;

import org.cocogan.CocoGanException;

/** A checkpoint that cannot be written or read; the message says which, why, and what to do. */
public final class CheckpointException extends CocoGanException {
  private static final long serialVersionUID = 1;

  /** Creates an exception with a message that says what to do. */
  public CheckpointException(String message) {
    super(message);
  }

  /** Creates an exception with a message and the failure that led to it. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
