package org.cocogan.run;

import java.io.PrintWriter;
import java.util.Locale;
import org.cocogan.eval.FeatureProgress;

/** Shows how far features have come: in place on a terminal, now and then elsewhere. */
public final class FeatureWatch implements FeatureProgress {
  private static final double SECONDS_ELSEWHERE = 30;

  private final StatusLine status;
  private final boolean terminal;
  private long told = System.nanoTime();

  /**
   * Prepares the line that shows progress.
   *
   * @param out takes the lines
   * @param terminal whether out is a terminal
   */
  public FeatureWatch(PrintWriter out, boolean terminal) {
    this.status = new StatusLine(out, terminal);
    this.terminal = terminal;
  }

  @Override
  public void advanced(String what, int done, int total) {
    String line = String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total);
    if (terminal) {
      if (done < total) {
        status.show(line);
      } else {
        status.clear();
      }
    } else if ((System.nanoTime() - told) * 1e-9 > SECONDS_ELSEWHERE) {
      told = System.nanoTime();
      status.say(line);
    }
  }
}
