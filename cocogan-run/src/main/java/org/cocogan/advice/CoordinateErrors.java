package org.cocogan.advice;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import org.cocogan.experiment.Experiment;

/** Patches do not learn their place: the error of predicted coordinates does not fall. */
final class CoordinateErrors implements Rule {
  private static final double FALLEN = 0.7;
  private static final int ENTRIES = 5;

  @Override
  public String name() {
    return "coordinates";
  }

  @Override
  public Optional<Advice> examine(History history, Experiment experiment) {
    NavigableMap<Long, Double> all = history.of("coordinate_error_fake");
    NavigableMap<Long, Double> late = history.late("coordinate_error_fake", experiment);
    if (late.size() < ENTRIES) {
      return Optional.empty();
    }
    double first = History.first(all, ENTRIES);
    double weight = Math.max(1, experiment.loss().coordinateWeight() * 2);
    return History.since(late, ENTRIES, error -> error > FALLEN * first)
        .map(
            since ->
                new Advice(
                    name(),
                    since,
                    String.format(
                        Locale.ROOT,
                        "generated patches do not know their place, the error of their coordinates"
                            + " is %.3f after %.3f at the beginning",
                        History.last(late, ENTRIES),
                        first),
                    String.format(Locale.ROOT, "loss_params.coord_loss_w=%s", weight),
                    "Lin et al. 2019: the spatial consistency loss teaches patches their place"));
  }
}
