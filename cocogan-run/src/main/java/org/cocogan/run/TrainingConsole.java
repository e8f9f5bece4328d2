package org.cocogan.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.cocogan.metric.Score;
import org.cocogan.training.Notice;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.TrainingStep;

/**
 * Shows a training to whoever watches: on a terminal progress in one line, rewritten in place;
 * elsewhere a line a minute, and one at the end. Each score and notice has a line that stays.
 */
public final class TrainingConsole implements TrainingListener {
  private static final long NANOS_BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

  private final StatusLine status;
  private final boolean terminal;
  private final boolean quiet;
  private final DoubleSupplier secondsLeft;
  private final LongSupplier clock;
  private OptionalLong end = OptionalLong.empty();
  private Optional<TrainingStep> latest = Optional.empty();
  private String score = "";
  private long said;
  private long saidStep;

  /**
   * Makes a console for a terminal or elsewhere.
   *
   * @param terminal whether out is a terminal
   * @param quiet whether progress is left out, so that notices remain
   */
  public TrainingConsole(PrintWriter out, boolean terminal, boolean quiet) {
    this(out, terminal, quiet, () -> Double.POSITIVE_INFINITY);
  }

  /**
   * Makes a console for a training that is stopped after some time.
   *
   * @param terminal whether out is a terminal
   * @param quiet whether progress is left out, so that notices remain
   * @param secondsLeft until the training is stopped, wherever it is then; may be infinite
   */
  public TrainingConsole(
      PrintWriter out, boolean terminal, boolean quiet, DoubleSupplier secondsLeft) {
    this(out, terminal, quiet, secondsLeft, System::nanoTime);
  }

  TrainingConsole(
      PrintWriter out,
      boolean terminal,
      boolean quiet,
      DoubleSupplier secondsLeft,
      LongSupplier clock) {
    this.status = new StatusLine(out, terminal);
    this.terminal = terminal;
    this.quiet = quiet;
    this.secondsLeft = secondsLeft;
    this.clock = clock;
  }

  @Override
  public String product() {
    return "line on the console";
  }

  @Override
  public void started(TrainingStart start) {
    end = start.end();
    said = clock.getAsLong();
  }

  @Override
  public void stepped(TrainingStep step) {
    latest = Optional.of(step);
    if (quiet) {
      return;
    }
    if (terminal) {
      status.show(line(step));
    } else if (clock.getAsLong() - said >= NANOS_BETWEEN_LINES) {
      said = clock.getAsLong();
      saidStep = step.step();
      status.say(line(step));
    }
  }

  @Override
  public void ended(long step) {
    if (!quiet) {
      latest.filter(last -> last.step() != saidStep).ifPresent(last -> status.say(line(last)));
    }
  }

  private String line(TrainingStep step) {
    StringBuilder line = new StringBuilder("step ").append(step.step());
    end.ifPresent(last -> line.append('/').append(last));
    step.losses()
        .forEach(
            (name, value) -> {
              if (name.endsWith("_loss")
                  && !name.contains("coordinate")
                  && !name.contains("code")) {
                line.append(
                    String.format(Locale.ROOT, "  %s %.3f", name.replace("_loss", ""), value));
              } else if (name.equals("d_coordinate_loss")) {
                line.append(String.format(Locale.ROOT, "  coordinate %.3f", value));
              }
            });
    line.append(score);
    line.append(String.format(Locale.ROOT, "  %.0f images/s", step.imagesPerSecond()));
    double toTheEnd =
        end.isPresent()
            ? (end.getAsLong() - step.step()) * step.secondsPerStep()
            : Double.POSITIVE_INFINITY;
    double toTheStop = secondsLeft.getAsDouble();
    double left = Math.max(0, Math.min(toTheEnd, toTheStop));
    if (left < Double.POSITIVE_INFINITY) {
      line.append(toTheStop < toTheEnd ? "  stops in " : "  ETA ");
      line.append(StatusLine.duration(Math.round(left)));
    }
    return line.toString();
  }

  @Override
  public void scored(long step, Score measured, boolean best) {
    score = String.format(Locale.ROOT, "  %s %.3f", measured.name(), measured.value());
    if (!quiet) {
      status.say("step " + step + score + (best ? "  the best so far" : ""));
    }
  }

  @Override
  public void working(String text) {
    if (!quiet) {
      status.show(text);
    }
  }

  @Override
  public void noticed(Notice notice) {
    status.say(notice.text());
  }
}
