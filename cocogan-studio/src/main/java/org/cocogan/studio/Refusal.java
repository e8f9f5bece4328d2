package org.cocogan.studio;

/** An answer that says why there is no other: what a client reads is this message. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  private Refusal(int status, String message) {
    // Without a stack: it is an answer, and clients must not be able to make them dear.
    super(message, null, false, false);
    this.status = status;
  }

  /** The request makes no sense, or asks for what is not given. */
  static Refusal bad(String message) {
    return new Refusal(400, message);
  }

  /** There is no such thing. */
  static Refusal missing(String message) {
    return new Refusal(404, message);
  }

  /** Who asks may not. */
  static Refusal forbidden(String message) {
    return new Refusal(403, message);
  }

  /** It is not said how much is sent. */
  static Refusal lengthless(String message) {
    return new Refusal(411, message);
  }

  /** Too much is sent. */
  static Refusal large(String message) {
    return new Refusal(413, message);
  }

  /** This cannot be done there. */
  static Refusal method(String message) {
    return new Refusal(405, message);
  }

  /** Too much is asked for at the moment. */
  static Refusal busy() {
    return new Refusal(503, "too much is being drawn at the moment; ask again in a second");
  }

  int status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
