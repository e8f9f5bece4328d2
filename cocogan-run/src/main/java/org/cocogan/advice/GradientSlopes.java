package org.cocogan.advice;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import org.cocogan.experiment.Experiment;
import org.cocogan.schedule.Schedule;

/**
 * The norms of the gradient that the gradient penalty pulls to 1, in the mean of a batch, are to
 * lie between 1 and 5 after 10,000 steps. Somewhat below 1 is where the penalty has done its work.
 */
final class GradientSlopes implements Rule {
  private static final double LEAST = 0.5;
  private static final double MOST = 5;
  private static final int ENTRIES = 5;

  @Override
  public String name() {
    return "gradient_slopes";
  }

  @Override
  public Optional<Advice> examine(History history, Experiment experiment) {
    NavigableMap<Long, Double> slopes = history.late("gradient_slope", experiment);
    Schedule weight = experiment.loss().gradientPenaltyWeight();
    return History.since(slopes, ENTRIES, slope -> slope > MOST)
        .map(since -> advice(slopes, since, "more than 5", weight.times(2)))
        .or(
            () ->
                History.since(slopes, ENTRIES, slope -> slope < LEAST)
                    .map(since -> advice(slopes, since, "far below 1", weight.times(0.5))));
  }

  private Advice advice(
      NavigableMap<Long, Double> slopes, long since, String where, Schedule weight) {
    return new Advice(
        name(),
        since,
        String.format(
            Locale.ROOT,
            "the slopes of the gradient penalty are %.2f, %s",
            History.last(slopes, ENTRIES),
            where),
        String.format(Locale.ROOT, "loss_params.gp_lambda=%s", weight),
        "the authors' README: their mean should be near 1, and from 1 to 5 after 10,000 steps");
  }
}
