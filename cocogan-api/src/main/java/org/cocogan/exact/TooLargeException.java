package org.cocogan.exact;

/**
 * The failure to make something of more elements than Java can count; the message gives the sizes.
 */
public final class TooLargeException extends IllegalArgumentException {
  TooLargeException(String message) {
    super(message);
  }
}
