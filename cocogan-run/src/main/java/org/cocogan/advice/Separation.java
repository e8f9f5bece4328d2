package org.cocogan.advice;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import org.cocogan.experiment.Experiment;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.schedule.Schedule;

/**
 * The discriminator's separation: how often it judges a real macro patch higher than a generated
 * one. Near one half it tells nothing apart and teaches nothing; near one, with a loss that
 * saturates, neither. The critic of the Wasserstein loss is meant to tell them apart.
 */
final class Separation implements Rule {
  private static final double LOSING = 0.55;
  private static final double WINNING = 0.995;
  private static final int ENTRIES = 10;

  @Override
  public String name() {
    return "separation";
  }

  @Override
  public Optional<Advice> examine(History history, Experiment experiment) {
    NavigableMap<Long, Double> shares = history.late("real_above_fake", experiment);
    Schedule rate = experiment.training().discriminatorRate();
    Optional<Advice> losing =
        History.since(shares, ENTRIES, share -> share < LOSING)
            .map(since -> advice(shares, since, "losing", rate.times(2)));
    if (losing.isPresent() || experiment.loss().adversarial() == AdversarialLoss.WASSERSTEIN) {
      return losing;
    }
    return History.since(shares, ENTRIES, share -> share > WINNING)
        .map(since -> advice(shares, since, "winning", rate.times(0.5)));
  }

  private Advice advice(
      NavigableMap<Long, Double> shares, long since, String outcome, Schedule rate) {
    return new Advice(
        name(),
        since,
        String.format(
            Locale.ROOT,
            "the discriminator is %s, a real patch is judged above a generated one in %.0f %% of"
                + " pairs",
            outcome,
            100 * History.last(shares, ENTRIES)),
        String.format(Locale.ROOT, "train_params.dlr=%s", rate),
        "Heusel et al. 2017: two rates keep the players in balance");
  }
}
