package org.cocogan.onnx;

/** A model cannot be used; the message says why in one line, without the model's name. */
public final class ModelException extends RuntimeException {
  /** A problem of its own. */
  public ModelException(String message) {
    super(message);
  }

  /** A problem that another one caused. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
