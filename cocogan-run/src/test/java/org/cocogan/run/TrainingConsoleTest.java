package org.cocogan.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.cocogan.metric.Score;
import org.cocogan.training.Notice;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.TrainingStep;
import org.junit.jupiter.api.Test;

class TrainingConsoleTest {
  private final StringWriter shown = new StringWriter();
  private long seconds;

  private TrainingConsole console(boolean terminal, boolean quiet) {
    return console(terminal, quiet, Double.POSITIVE_INFINITY);
  }

  private TrainingConsole console(boolean terminal, boolean quiet, double limit) {
    TrainingConsole console =
        new TrainingConsole(
            new PrintWriter(shown),
            terminal,
            quiet,
            () -> limit - seconds,
            () -> Duration.ofSeconds(seconds).toNanos());
    console.started(new TrainingStart(0, OptionalLong.of(10)));
    return console;
  }

  /** Ten steps of half a minute each. */
  private void train(TrainingConsole console) {
    for (int step = 1; step <= 10; step++) {
      seconds += 30;
      console.stepped(
          new TrainingStep(step, Map.of("d_loss", 0.5f), Map.of(), true, 16, 30, seconds, 0));
      if (step == 5) {
        console.scored(
            step,
            new Score("fid", 12.25, OptionalDouble.empty(), Score.Better.LOWER, "of 10 images"),
            true);
      }
    }
    console.noticed(Notice.of("nothing to worry about"));
    console.ended(10);
  }

  private List<String> lines() {
    return shown.toString().lines().toList();
  }

  @Test
  void tellsOfALimitThatComesBeforeTheEnd() {
    train(console(false, false, 270));

    assertThat(lines())
        .contains(
            "step 2/10  d 0.500  1 images/s  stops in 3m30s",
            "step 8/10  d 0.500  fid 12.250  1 images/s  stops in 30s");
  }

  @Test
  void saysALineAMinuteAndOneAtTheEndWhereThereIsNoTerminal() {
    train(console(false, false));

    assertThat(lines())
        .containsExactly(
            "step 2/10  d 0.500  1 images/s  ETA 4m00s",
            "step 4/10  d 0.500  1 images/s  ETA 3m00s",
            "step 5  fid 12.250  the best so far",
            "step 6/10  d 0.500  fid 12.250  1 images/s  ETA 2m00s",
            "step 8/10  d 0.500  fid 12.250  1 images/s  ETA 1m00s",
            "step 10/10  d 0.500  fid 12.250  1 images/s  ETA 0s",
            "nothing to worry about");
  }

  @Test
  void rewritesOneLineOnATerminal() {
    train(console(true, false));

    assertThat(lines().stream().filter(line -> !line.isBlank())).hasSize(1 + 10 + 1 + 1);
    assertThat(shown.toString().split(System.lineSeparator(), -1)).hasSize(4);
  }

  @Test
  void leavesProgressOutWhereItIsToBeQuiet() {
    train(console(false, true));

    assertThat(lines()).containsExactly("nothing to worry about");
  }
}
