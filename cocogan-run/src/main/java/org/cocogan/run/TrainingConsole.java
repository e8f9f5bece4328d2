package org.cocogan.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import org.cocogan.metric.Score;

/**
 * Shows a training to whoever watches: progress in one line, rewritten in place on a terminal, and
 * a line that stays for each logged step, score and notice.
 */
public final class TrainingConsole implements TrainingListener {
  private final StatusLine status;
  private OptionalLong end = OptionalLong.empty();

  /**
   * Writes to a terminal or elsewhere.
   *
   * @param terminal whether out is a terminal
   */
  public TrainingConsole(PrintWriter out, boolean terminal) {
    this.status = new StatusLine(out, terminal);
  }

  @Override
  public String product() {
    return "line on the console";
  }

  @Override
  public void started(TrainingStart start) {
    end = start.end();
  }

  @Override
  public void stepped(TrainingStep step) {
    String line = line(step);
    if (step.logged()) {
      status.say(line);
    } else {
      status.show(line);
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
    line.append(String.format(Locale.ROOT, "  %.0f images/s", step.imagesPerSecond()));
    end.ifPresent(
        last -> {
          long seconds = Math.round((last - step.step()) * step.secondsPerStep());
          line.append("  ETA ").append(StatusLine.duration(seconds));
        });
    return line.toString();
  }

  @Override
  public void scored(long step, Score score, boolean best) {
    status.say(
        String.format(
            Locale.ROOT,
            "step %d  %s %.3f%s",
            step,
            score.name(),
            score.value(),
            best ? "  the best so far" : ""));
  }

  @Override
  public void working(String text) {
    status.show(text);
  }

  @Override
  public void noticed(Notice notice) {
    status.say(notice.text());
  }
}
