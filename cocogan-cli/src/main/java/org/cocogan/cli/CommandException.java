package org.cocogan.cli;

/** A command cannot do what it was asked; the message says why and what would help. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public CommandException(String message) {
    super(message);
  }
}
