package org.cocogan.data;

import org.cocogan.CocoGanException;

/**
 * A failure that the images cause; the message says in one line what is wrong, where, and the cure.
 */
public sealed class DataException extends CocoGanException
    permits RepeatedImageException, NoUsableImageException {
  /** Creates an exception with a message alone. */
  public DataException(String message) {
    super(message);
  }

  /** Creates an exception with a message and the failure that caused it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
