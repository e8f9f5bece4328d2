package org.cocogan.train;

import java.util.Map;
import java.util.Optional;
import org.cocogan.tensor.AdamUpdate;

/**
 * How the players learn, named as in the authors' configuration files.
 *
 * @param rates learning rate of each player ({@code dlr}, {@code glr}, {@code qlr})
 * @param periods a player takes a step every so many steps ({@code D_update_period} ...); never, if
 *     it is zero
 * @param beta1 of Adam
 * @param beta2 of Adam
 * @param epsilon of Adam
 * @param averageDecay decay of the moving average of the generator's weights, in (0, 1); empty for
 *     none
 * @param firstStep the step that Adam begins with, counted from zero
 */
public record TrainerSettings(
    Map<Player, Double> rates,
    Map<Player, Integer> periods,
    double beta1,
    double beta2,
    double epsilon,
    Optional<Double> averageDecay,
    long firstStep) {
  /** With Adam from the first step of all. */
  public TrainerSettings(
      Map<Player, Double> rates,
      Map<Player, Integer> periods,
      double beta1,
      double beta2,
      double epsilon,
      Optional<Double> averageDecay) {
    this(rates, periods, beta1, beta2, epsilon, averageDecay, 0);
  }

  /** Copies the maps. */
  public TrainerSettings {
    rates = Map.copyOf(rates);
    periods = Map.copyOf(periods);
  }

  /** Whether a player takes part in a step, counted from zero. */
  boolean plays(Player player, long step) {
    int period = periods.getOrDefault(player, 0);
    return period > 0 && step % period == 0;
  }

  /**
   * The update a player makes in a step it plays in; how many it has made follows from the step.
   */
  public AdamUpdate update(Player player, long step) {
    int period = periods.getOrDefault(player, 1);
    return new AdamUpdate(
        player.moments(),
        step / period - Math.floorDiv(firstStep - 1, period),
        rates.getOrDefault(player, 0.0),
        beta1,
        beta2,
        epsilon);
  }
}
