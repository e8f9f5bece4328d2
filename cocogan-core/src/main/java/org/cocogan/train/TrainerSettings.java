package org.cocogan.train;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.AdamUpdate;

/**
 * The settings of the players' training, named as in the authors' configuration files.
 *
 * @param rates learning rate of each player ({@code dlr}, {@code glr}, {@code qlr})
 * @param periods a player takes a step every so many steps ({@code D_update_period} ...); never, if
 *     it is zero
 * @param beta1 of Adam
 * @param beta2 of Adam
 * @param epsilon of Adam
 * @param averageDecay decay of the moving average of the generator's weights, in (0, 1), at a step;
 *     empty for no average
 * @param firstStep the step that Adam begins with, counted from zero
 */
public record TrainerSettings(
    Map<Player, Schedule> rates,
    Map<Player, Integer> periods,
    double beta1,
    Schedule beta2,
    double epsilon,
    Optional<LongToDoubleFunction> averageDecay,
    long firstStep) {
  /** A product of decays below this is nothing beside one. */
  private static final double NOTHING = 0x1p-60;

  /** Makes settings in which Adam begins with the first step of all. */
  public TrainerSettings(
      Map<Player, Schedule> rates,
      Map<Player, Integer> periods,
      double beta1,
      Schedule beta2,
      double epsilon,
      Optional<LongToDoubleFunction> averageDecay) {
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
   *
   * <p>Adam corrects the second moment by 1 - β₂ᵗ. Where β₂ has changed in the meantime, the
   * product of the decays of all t updates belongs in the place of β₂ᵗ: the rate makes up for that.
   */
  public AdamUpdate update(Player player, long step) {
    int period = periods.getOrDefault(player, 1);
    long number = step / period - Math.floorDiv(firstStep - 1, period);
    double decay = beta2.at(step);
    double rate = rates.getOrDefault(player, Schedule.constant(0)).at(step);
    if (!beta2.isConstant()) {
      double remembered = 1 - Math.pow(decay, (double) number);
      rate *= Math.sqrt((1 - productOfDecays(step, period, number)) / remembered);
    }
    return new AdamUpdate(player.moments(), number, rate, beta1, decay, epsilon);
  }

  /** The product of the second moment's decays over all updates up to that of a step. */
  private double productOfDecays(long step, int period, long updates) {
    double product = 1;
    for (long back = 0; back < updates && product > NOTHING; back++) {
      product *= beta2.at(step - back * period);
    }
    return product;
  }
}
