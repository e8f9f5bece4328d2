package org.cocogan.eval.network;

/** A file's content is not what its form demands; the message goes on after the file's name. */
final class MalformedException extends RuntimeException {
  MalformedException(String message) {
    super(message);
  }
}
