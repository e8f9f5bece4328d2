package org.cocogan.data;

import org.cocogan.CocoGanException;

/** Something is wrong with the images; the message says in one line what, where and the cure. */
public sealed class DataException extends CocoGanException permits RepeatedImageException {
  /** A problem of its own. */
  public DataException(String message) {
    super(message);
  }

  /** A problem that another one caused. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
