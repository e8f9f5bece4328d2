package org.cocogan.studio;

import java.util.ArrayList;
import java.util.List;

/**
 * The end of a request: it is answered, or its client has gone. What is to be done then is done
 * once, also where the end has come already.
 *
 * <p>Any number of threads may use it.
 */
final class Ending {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean reached;

  synchronized boolean isReached() {
    return reached;
  }

  /** Does something at the end. */
  void then(Runnable action) {
    synchronized (this) {
      if (!reached) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** The end is here. */
  void reach() {
    List<Runnable> now;
    synchronized (this) {
      reached = true;
      now = List.copyOf(actions);
      actions.clear();
    }
    now.forEach(Runnable::run);
  }
}
