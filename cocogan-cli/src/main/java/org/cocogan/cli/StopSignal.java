package org.cocogan.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

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

  /**
   * Does the work. Its failure after Ctrl-C is told here, because the JVM ends when this is closed.
   *
   * @return the exit code
   */
  int call(CommandLine command, Callable<Integer> work) throws Exception {
    try {
      return work.call();
    } catch (Exception e) {
      if (!asked) {
        throw e;
      }
      return new Failures().handleExecutionException(e, command, command.getParseResult());
    }
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
