package org.cocogan.weights;

/** A file's content is not what its form demands; the message goes on after the file's name. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what is wrong, such as "is cut off". */
  public MalformedException(String message) {
    super(message);
  }
}
