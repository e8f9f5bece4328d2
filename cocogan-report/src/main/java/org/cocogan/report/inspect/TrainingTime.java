package org.cocogan.report.inspect;

import java.util.Locale;
import java.util.Optional;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.Problem;
import org.cocogan.run.StatusLine;

/**
 * The time that a training takes.
 *
 * @param secondsPerStep as measured
 */
public record TrainingTime(double secondsPerStep) {
  private static final String KEY = "log_params.dump_img_step";
  private static final double LONG_WAIT = 3600;
  private static final double SHORT_WAIT = 900;

  /** The time of so many steps, such as {@code 2h05m}. */
  String of(long steps) {
    return StatusLine.duration(Math.round(secondsPerStep * steps));
  }

  /** What to do where it takes hours until the first sheet shows anything. */
  Optional<Problem> warning(Experiment experiment, ExperimentFile file) {
    long steps = experiment.log().samples().steps();
    if (steps == 0 || steps * secondsPerStep < LONG_WAIT) {
      return Optional.empty();
    }
    long sooner = Math.max(1, Math.round(SHORT_WAIT / secondsPerStep));
    String text =
        String.format(
            Locale.ROOT,
            "it takes %s until the first sheet of samples; --set %s=%d draws one every %s",
            of(steps),
            KEY,
            sooner,
            of(sooner));
    return Optional.of(file.locate(new Problem(Problem.Severity.WARNING, "", 0, 0, KEY, text)));
  }
}
