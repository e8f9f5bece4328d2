package org.cocogan.eval.statistics;

import org.cocogan.CocoGanException;

/** The failure to use statistics or features; the message says in one line which, and why. */
public final class StatisticsException extends CocoGanException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception that says what is wrong and what would be right. */
  public StatisticsException(String message) {
    super(message);
  }

  /**
   * Creates an exception that says what is wrong and what would be right, with the failure that
   * caused it.
   */
  public StatisticsException(String message, Throwable cause) {
    super(message, cause);
  }
}
