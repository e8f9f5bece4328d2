package org.cocogan.advice;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.TrainingSettings;

/**
 * The moving average of the generator's weights, which draws, is far behind the weights themselves.
 */
final class LateAverage implements Rule {
  private static final double FAR = 0.3;
  private static final int CHECKPOINTS = 2;

  @Override
  public String name() {
    return "average";
  }

  @Override
  public Optional<Advice> examine(History history, Experiment experiment) {
    NavigableMap<Long, Double> distances = history.of("average.distance");
    return History.since(distances, CHECKPOINTS, distance -> distance > FAR)
        .map(
            since ->
                new Advice(
                    name(),
                    since,
                    String.format(
                        Locale.ROOT,
                        "the moving average of the weights, which draws, is %.0f %% away from them",
                        100 * History.last(distances, CHECKPOINTS)),
                    change(experiment.training()),
                    "Yazıcı et al. 2019: an average over the last steps, not over the first"));
  }

  private static String change(TrainingSettings training) {
    return training
        .emaHalfLife()
        .map(life -> "train_params.ema_half_life=" + life.times(0.5))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT, "train_params.ema_decay=%s", nearer(training.emaDecay())));
  }

  /** A decay that forgets twice as fast. */
  private static double nearer(double decay) {
    return Math.max(0, Math.rint((1 - 2 * (1 - decay)) * 1e6) / 1e6);
  }
}
