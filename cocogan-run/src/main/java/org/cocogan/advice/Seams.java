package org.cocogan.advice;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import org.cocogan.experiment.Experiment;

/**
 * Borders of micro patches show more and more: neighbours across borders differ more, against
 * neighbours within patches, than they did.
 */
final class Seams implements Rule {
  private static final double GROWN = 1.25;
  private static final double VISIBLE = 1.3;
  private static final int SHEETS = 2;

  @Override
  public String name() {
    return "seams";
  }

  @Override
  public Optional<Advice> examine(History history, Experiment experiment) {
    NavigableMap<Long, Double> seams = history.of("samples.seam");
    double least = seams.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    return History.since(seams, SHEETS, seam -> seam > VISIBLE && seam > GROWN * least)
        .map(
            since ->
                new Advice(
                    name(),
                    since,
                    String.format(
                        Locale.ROOT,
                        "borders of micro patches show more, neighbours differ %.2f times as much"
                            + " across as within, after %.2f",
                        History.last(seams, SHEETS),
                        least),
                    "larger macro patches (data_params.macro_patch_size), or a smaller"
                        + " train_params.glr",
                    "Lin et al. 2019: macro patches make micro patches agree"));
  }
}
