package org.cocogan.cli;

import org.cocogan.CocoGanException;

/**
 * The failure of a command to do what it was asked; the message names options and what would help.
 */
public final class CommandException extends CocoGanException {
  private static final long serialVersionUID = 1;

  /** Creates an exception whose message is shown to the user. */
  public CommandException(String message) {
    super(message);
  }
}
