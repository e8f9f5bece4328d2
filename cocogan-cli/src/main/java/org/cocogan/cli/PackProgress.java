package org.cocogan.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.cocogan.data.PackListener;
import org.cocogan.run.StatusLine;

/**
 * The progress of packing: one line rewritten in place on a terminal, a line now and then
 * elsewhere.
 */
final class PackProgress implements PackListener, AutoCloseable {
  private static final double SECONDS_ON_TERMINAL = 0.2;
  private static final double SECONDS_ELSEWHERE = 10;

  private final StatusLine status;
  private final boolean terminal;
  private final BooleanSupplier stop;
  private final long begun = System.nanoTime();
  private double next;
  private int resumedAt;

  /**
   * Prepares the line that shows progress.
   *
   * @param out takes the lines
   * @param terminal whether out is a terminal
   * @param stop whether packing is to stop
   */
  PackProgress(PrintWriter out, boolean terminal, BooleanSupplier stop) {
    this.status = new StatusLine(out, terminal);
    this.stop = stop;
    this.terminal = terminal;
    next = terminal ? 0 : SECONDS_ELSEWHERE;
  }

  @Override
  public boolean stops() {
    return stop.getAsBoolean();
  }

  @Override
  public void decided(String decision) {
    status.say(decision);
  }

  @Override
  public void resumed(int done, int total) {
    resumedAt = done;
    status.say(String.format(Locale.ROOT, "going on after %,d of %,d images", done, total));
  }

  @Override
  public void advanced(int done, int total) {
    double seconds = (System.nanoTime() - begun) * 1e-9;
    if (seconds < next) {
      return;
    }
    next = seconds + (terminal ? SECONDS_ON_TERMINAL : SECONDS_ELSEWHERE);
    double perSecond = (done - resumedAt) / seconds;
    String line =
        String.format(
            Locale.ROOT,
            "packing %,d/%,d  %.0f images/s  %.0f s left",
            done,
            total,
            perSecond,
            (total - done) / perSecond);
    if (terminal) {
      status.show(line);
    } else {
      status.say(line);
    }
  }

  /** Clears the line, so that what comes next stands alone. */
  @Override
  public void close() {
    status.clear();
  }
}
