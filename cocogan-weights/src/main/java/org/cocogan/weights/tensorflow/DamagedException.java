package org.cocogan.weights.tensorflow;

/** A file is not what it should be; the message says why, as what follows the file's name. */
final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedException(String message) {
    super(message);
  }
}
