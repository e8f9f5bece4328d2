package org.cocogan.train;

import org.cocogan.CocoGanException;

/**
 * The failure of a training whose loss stopped being a finite number; the message says which, and
 * in which tensor it began.
 */
public final class NonFiniteLossException extends CocoGanException {
  private static final long serialVersionUID = 1;

  NonFiniteLossException(String message) {
    super(message);
  }
}
