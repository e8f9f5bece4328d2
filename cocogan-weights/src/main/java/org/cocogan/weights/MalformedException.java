package org.cocogan.weights;

/**
 * The failure to read a file whose content is not what its format demands; the message goes on
 * after the file's name.
 */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates an exception that says what is wrong, such as "is cut off". */
  public MalformedException(String message) {
    super(message);
  }
}
