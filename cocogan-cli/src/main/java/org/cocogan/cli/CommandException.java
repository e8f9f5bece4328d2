package org.cocogan.cli;

import org.cocogan.CocoGanException;

/** A command cannot do what it was asked; the message names options and what would help. */
public final class CommandException extends CocoGanException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public CommandException(String message) {
    super(message);
  }
}
