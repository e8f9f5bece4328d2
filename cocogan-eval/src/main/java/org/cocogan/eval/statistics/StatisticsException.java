package org.cocogan.eval.statistics;

import org.cocogan.CocoGanException;

/** Says in one line which statistics or features cannot be used, and why. */
public final class StatisticsException extends CocoGanException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what would be right. */
  public StatisticsException(String message) {
    super(message);
  }

  /** With what is wrong and what would be right, and where it comes from. */
  public StatisticsException(String message, Throwable cause) {
    super(message, cause);
  }
}
