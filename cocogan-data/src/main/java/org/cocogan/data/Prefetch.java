package org.cocogan.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.cocogan.CocoGanException;
import org.cocogan.file.FileFailures;

/**
 * Makes the values of consecutive counts ahead of time on threads of its own and hands them out in
 * order. A value must depend on its count alone, since several are made at once.
 *
 * @param <T> what is made, such as a batch of macro patches
 */
public final class Prefetch<T> implements AutoCloseable {
  private static final long LONGEST_FAREWELL_MILLIS = 10_000;

  private final LongFunction<T> maker;
  private final int capacity;
  private final List<Thread> threads = new ArrayList<>();

  // Guarded by the lock, as all below.
  private final Object lock = new Object();
  private final Map<Long, T> made = new HashMap<>();
  private final Map<Long, Throwable> failed = new HashMap<>();
  private long nextToMake;
  private long nextToTake;
  private long waitedNanos;
  private boolean closed;

  /**
   * Begins to make values.
   *
   * @param maker makes the value of a count; called on several threads at once if there are several
   * @param start the first count
   * @param threads how many threads make values, at least one
   * @param capacity how many values are made or in the making at most, at least one
   */
  public Prefetch(LongFunction<T> maker, long start, int threads, int capacity) {
    if (threads < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "prefetching needs at least one thread and one value, not "
              + threads
              + " and "
              + capacity);
    }
    this.maker = maker;
    this.capacity = capacity;
    nextToMake = start;
    nextToTake = start;
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::makeValues, "cocogan-prefetch-" + i);
      thread.setDaemon(true);
      this.threads.add(thread);
    }
    this.threads.forEach(Thread::start);
  }

  /**
   * The value of the next count; waits until it is made.
   *
   * @throws CocoGanException if the maker threw one; so does every further call
   * @throws IllegalStateException if the maker failed otherwise, this is closed, or the thread is
   *     interrupted
   */
  public T next() {
    synchronized (lock) {
      long begin = System.nanoTime();
      try {
        while (!closed && !made.containsKey(nextToTake) && !failed.containsKey(nextToTake)) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for count " + nextToTake, e);
      } finally {
        waitedNanos += System.nanoTime() - begin;
      }
      if (closed) {
        throw new IllegalStateException("prefetching is closed");
      }
      Throwable failure = failed.get(nextToTake);
      if (failure != null) {
        throw rethrown(failure, nextToTake);
      }
      T value = Optional.ofNullable(made.remove(nextToTake)).orElseThrow();
      nextToTake++;
      lock.notifyAll();
      return value;
    }
  }

  /** How long {@link #next()} has waited for values altogether, in nanoseconds. */
  public long waitedNanos() {
    synchronized (lock) {
      return waitedNanos;
    }
  }

  /** Interrupts the threads and waits for them to end; values not yet taken are dropped. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      made.clear();
      lock.notifyAll();
    }
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(LONGEST_FAREWELL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void makeValues() {
    try {
      while (makeNext()) {
        // Each call makes one value.
      }
    } catch (InterruptedException e) {
      // Only close() interrupts, and then there is nothing left to do.
      Thread.currentThread().interrupt();
    }
  }

  private boolean makeNext() throws InterruptedException {
    long count;
    synchronized (lock) {
      while (!closed && failed.isEmpty() && nextToMake >= nextToTake + capacity) {
        lock.wait();
      }
      if (closed || !failed.isEmpty()) {
        return false;
      }
      count = nextToMake++;
    }
    try {
      T value = maker.apply(count);
      synchronized (lock) {
        if (!closed) {
          made.put(count, value);
        }
        lock.notifyAll();
      }
    } catch (Throwable e) {
      synchronized (lock) {
        failed.put(count, e);
        lock.notifyAll();
      }
    }
    return true;
  }

  private static RuntimeException rethrown(Throwable failure, long count) {
    if (failure instanceof CocoGanException) {
      return new CocoGanException(FileFailures.reason(failure), failure);
    }
    return new IllegalStateException(
        "making the value of count " + count + " failed: " + FileFailures.reason(failure), failure);
  }
}
