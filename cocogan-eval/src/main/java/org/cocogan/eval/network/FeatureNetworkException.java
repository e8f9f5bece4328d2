package org.cocogan.eval.network;

import org.cocogan.CocoGanException;

/**
 * The failure to use a network, or a file for one; the message says in one line what is wrong and
 * the cure.
 */
public final class FeatureNetworkException extends CocoGanException {
  /** Creates an exception with a message alone. */
  public FeatureNetworkException(String message) {
    super(message);
  }

  /** Creates an exception with a message and the failure that caused it. */
  public FeatureNetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
