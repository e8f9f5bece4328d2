package org.cocogan.data;

import org.cocogan.CocoGanException;

/** Something is wrong with the images; the message says in one line what, where and the cure. */
public final class DataException extends CocoGanException {
  /** A problem of its own. */
  public DataException(String message) {
    super(message);
  }

  /** A problem that another one caused. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
