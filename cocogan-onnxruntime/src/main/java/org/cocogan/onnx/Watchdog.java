package org.cocogan.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends this process when its work takes too much memory or time, or when the process that has
 * started it is gone. Memory is known on Linux alone.
 */
final class Watchdog implements Runnable {
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

  /** A process that was stopped or starved for longer is not to blame for it. */
  private static final long LONGEST_TICK = 10 * TICK;

  private static final Path STATUS = Path.of("/proc/self/status");

  private final int seconds;
  private final Consumer<String> lastWords;
  private final boolean knowsMemory = Files.isReadable(STATUS);
  private boolean working;
  private long mostMemory;
  private long passed;

  private Watchdog(int seconds, Consumer<String> lastWords) {
    this.seconds = seconds;
    this.lastWords = lastWords;
  }

  /**
   * Starts to watch.
   *
   * @param seconds that a piece of work may take
   * @param lastWords hears why the process ends, before it does
   */
  static Watchdog start(int seconds, Consumer<String> lastWords) {
    Watchdog watchdog = new Watchdog(seconds, lastWords);
    Thread thread = new Thread(watchdog, "watchdog");
    thread.setDaemon(true);
    thread.start();
    return watchdog;
  }

  /** A piece of work begins, which may take so many bytes. */
  synchronized void begin(long mostBytes) {
    mostMemory = mostBytes;
    passed = 0;
    working = true;
  }

  /** What the present work may take, once more is known of it. */
  synchronized void allow(long mostBytes) {
    mostMemory = mostBytes;
  }

  /** The work has ended. */
  synchronized void end() {
    working = false;
  }

  @Override
  public void run() {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    long before = System.nanoTime();
    while (parent.isAlive()) {
      try {
        TimeUnit.NANOSECONDS.sleep(TICK);
        long now = System.nanoTime();
        check(Math.min(now - before, LONGEST_TICK));
        before = now;
      } catch (InterruptedException | IOException e) {
        break;
      }
    }
    Runtime.getRuntime().halt(1);
  }

  private synchronized void check(long nanos) throws IOException {
    if (!working) {
      return;
    }
    passed += nanos;
    if (passed > TimeUnit.SECONDS.toNanos(seconds)) {
      end(
          "takes more than "
              + seconds
              + " seconds, and was stopped; -D"
              + ModelLimits.SECONDS
              + "=SECONDS allows more");
    }
    if (knowsMemory && memory() > mostMemory) {
      end(
          "takes more than "
              + (mostMemory >> 20)
              + " MB of memory, and was stopped; -D"
              + ModelLimits.MEMORY
              + "=MB allows more");
    }
  }

  private void end(String why) {
    lastWords.accept(why);
    Runtime.getRuntime().halt(1);
  }

  /** Bytes of this process, in memory and swapped out. */
  private static long memory() throws IOException {
    long kilobytes = 0;
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:") || line.startsWith("VmSwap:")) {
        kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kilobytes << 10;
  }
}
