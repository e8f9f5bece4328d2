package org.cocogan.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The progress of a training in one line: rewritten in place on a terminal, a line now and then
 * elsewhere.
 */
final class Progress {
  private static final double SMOOTHING = 0.05;

  private final StatusLine status;
  private final OptionalLong last;
  private final int batch;
  private double secondsPerStep;

  Progress(PrintWriter out, boolean terminal, OptionalLong last, int batch) {
    this.status = new StatusLine(out, terminal);
    this.last = last;
    this.batch = batch;
  }

  /** Takes note of how long a step took. */
  void stepped(double seconds) {
    secondsPerStep =
        secondsPerStep == 0 ? seconds : secondsPerStep + SMOOTHING * (seconds - secondsPerStep);
  }

  double imagesPerSecond() {
    return batch / secondsPerStep;
  }

  /** Shows where the training is. */
  void show(long step, Map<String, Float> losses, boolean lasting) {
    StringBuilder line = new StringBuilder("step ").append(step);
    last.ifPresent(end -> line.append('/').append(end));
    losses.forEach(
        (name, value) -> {
          if (name.endsWith("_loss") && !name.contains("coordinate") && !name.contains("code")) {
            line.append(String.format(Locale.ROOT, "  %s %.3f", name.replace("_loss", ""), value));
          } else if (name.equals("d_coordinate_loss")) {
            line.append(String.format(Locale.ROOT, "  coordinate %.3f", value));
          }
        });
    line.append(String.format(Locale.ROOT, "  %.0f images/s", imagesPerSecond()));
    last.ifPresent(
        end -> line.append("  ETA ").append(duration(Math.round((end - step) * secondsPerStep))));
    if (lasting) {
      status.say(line.toString());
    } else {
      status.show(line.toString());
    }
  }

  /** Shows a text until the next. */
  void show(String text) {
    status.show(text);
  }

  /** Says something that stays, above the progress line. */
  void say(String text) {
    status.say(text);
  }

  /** Such as 2h05m, 3m20s or 45s. */
  static String duration(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    if (duration.toHours() > 0) {
      return String.format(Locale.ROOT, "%dh%02dm", duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
    }
    return seconds + "s";
  }
}
