package org.cocogan.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C into a wish to stop: the JVM waits until the work has ended in order.
 *
 * <p>While one is open, {@link #getAsBoolean()} says whether somebody has asked.
 */
final class StopSignal implements BooleanSupplier, AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop signal");
  private volatile boolean asked;

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public boolean getAsBoolean() {
    return asked;
  }

  private void stopAndWait() {
    asked = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!asked) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
