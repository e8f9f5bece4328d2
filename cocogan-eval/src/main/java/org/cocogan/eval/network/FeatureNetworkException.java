package org.cocogan.eval.network;

import org.cocogan.CocoGanException;

/** A network, or a file for one, cannot be used; the message says in one line what and the cure. */
public final class FeatureNetworkException extends CocoGanException {
  /** A problem of its own. */
  public FeatureNetworkException(String message) {
    super(message);
  }

  /** A problem that another one caused. */
  public FeatureNetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
