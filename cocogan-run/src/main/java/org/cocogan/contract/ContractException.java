package org.cocogan.contract;

import java.util.Optional;
import org.cocogan.CocoGanException;

/**
 * The failure of a plugin to keep what its interface promises; the message says what was expected.
 */
public final class ContractException extends CocoGanException {
  private static final long serialVersionUID = 1;

  ContractException(String message) {
    super(message);
  }

  /** The broken promise that an exception, or one of its causes, is about. */
  public static Optional<ContractException> in(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ContractException broken) {
        return Optional.of(broken);
      }
    }
    return Optional.empty();
  }
}
