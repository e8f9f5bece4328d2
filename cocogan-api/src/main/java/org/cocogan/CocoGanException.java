package org.cocogan;

/**
 * Something that was asked of the library cannot be done, for a reason that its user can mend; the
 * message says what is wrong and what would help.
 */
public class CocoGanException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public CocoGanException(String message) {
    super(message);
  }

  /** With a message for people, and what led to it. */
  public CocoGanException(String message, Throwable cause) {
    super(message, cause);
  }
}
