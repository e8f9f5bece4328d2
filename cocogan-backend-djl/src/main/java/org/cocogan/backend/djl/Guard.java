package org.cocogan.backend.djl;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps native memory while it is in use: any number of threads may use it, and what frees memory
 * waits for them.
 */
final class Guard {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Uses native memory. */
  <T> T using(Supplier<T> use) {
    return holding(lock.readLock(), use);
  }

  /** Frees native memory, once nobody uses any. */
  void freeing(Runnable free) {
    holding(
        lock.writeLock(),
        () -> {
          free.run();
          return true;
        });
  }

  private static <T> T holding(Lock held, Supplier<T> action) {
    held.lock();
    try {
      return action.get();
    } finally {
      held.unlock();
    }
  }
}
