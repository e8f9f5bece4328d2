package org.cocogan.onnx;

/** The failure to use a model; the message says why in one line, without the model's name. */
public final class ModelException extends RuntimeException {
  /** Creates an exception with a message alone. */
  public ModelException(String message) {
    super(message);
  }

  /** Creates an exception with a message and the failure that caused it. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
