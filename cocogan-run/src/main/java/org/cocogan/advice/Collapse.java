package org.cocogan.advice;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.cocogan.experiment.Experiment;

/** The images of a sample sheet become alike: their spread has fallen far below what it was. */
final class Collapse implements Rule {
  private static final double FALLEN = 0.4;
  private static final int SHEETS = 2;

  @Override
  public String name() {
    return "collapse";
  }

  @Override
  public Optional<Advice> examine(History history, Experiment experiment) {
    NavigableMap<Long, Double> spreads = history.of("samples.spread");
    double most = spreads.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return History.since(spreads, SHEETS, spread -> spread < FALLEN * most)
        .map(
            since ->
                new Advice(
                    name(),
                    since,
                    String.format(
                        Locale.ROOT,
                        "the images of a sample sheet become alike, they spread by %.1f levels of"
                            + " 255 after %.1f",
                        Optional.ofNullable(spreads.lastEntry())
                            .map(Map.Entry::getValue)
                            .orElse(0.0),
                        most),
                    String.format(
                        Locale.ROOT,
                        "train_params.glr=%s, from a checkpoint before that step",
                        experiment.training().generatorRate().times(0.5)),
                    "Salimans et al. 2016: collapse of the generator"));
  }
}
