package org.cocogan.experiment;

/** A value that a setting does not take; the message says which it takes. */
final class InvalidValueException extends Exception {
  InvalidValueException(String message) {
    super(message);
  }
}
