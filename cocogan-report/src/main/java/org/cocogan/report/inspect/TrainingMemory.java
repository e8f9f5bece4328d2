package org.cocogan.report.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cocogan.augment.DiffAugment;
import org.cocogan.model.Parameter;
import org.cocogan.observe.Cost;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.TrainerSettings;

/**
 * An estimate of the memory that training takes, in bytes, at four bytes a number.
 *
 * @param weights the networks' parameters, carried state among them
 * @param moments two numbers of the optimiser for each weight and each player that trains it
 * @param average the moving average of the generator, with the state it carries
 * @param gradients of the player with the most weights
 * @param intermediates every tensor of the forward pass of the largest step
 */
public record TrainingMemory(
    long weights, long moments, long average, long gradients, long intermediates) {
  private static final long NUMBER = Float.BYTES;

  /**
   * Estimates.
   *
   * @throws org.cocogan.exact.TooLargeException if a tensor has more elements than an int can count
   * @throws ArithmeticException if they all are more than a long can count
   */
  static TrainingMemory of(
      Networks networks,
      Objective objective,
      DiffAugment augment,
      TrainerSettings settings,
      int batch) {
    List<Parameter> parameters = networks.parameters();
    long moments = 0;
    long gradients = 0;
    long intermediates = 0;
    for (Player player : playing(settings)) {
      ProgramDefinition one = new StepPrograms(networks, objective, augment, 1, false).of(player);
      ProgramDefinition two = new StepPrograms(networks, objective, augment, 2, false).of(player);
      long trained = numbers(parameters, one.trained());
      moments += 2 * trained;
      gradients = Math.max(gradients, trained);
      // Counted for small batches, as tensors of a large one may have too many elements to count.
      long first = Cost.of(one, parameters).intermediates();
      long each = Cost.of(two, parameters).intermediates() - first;
      intermediates = Math.max(intermediates, first + Math.multiplyExact(each, batch - 1));
    }
    return new TrainingMemory(
        NUMBER * parameters.stream().mapToLong(p -> p.shape().size()).sum(),
        NUMBER * moments,
        NUMBER * settings.averageDecay().map(decay -> averaged(networks)).orElse(0L),
        NUMBER * gradients,
        Math.multiplyExact(NUMBER, intermediates));
  }

  private static List<Player> playing(TrainerSettings settings) {
    return Arrays.stream(Player.values())
        .filter(player -> settings.periods().getOrDefault(player, 0) > 0)
        .toList();
  }

  private static long averaged(Networks networks) {
    return networks.generator().parameters().stream()
        .mapToLong(parameter -> parameter.shape().size())
        .sum();
  }

  private static long numbers(List<Parameter> parameters, Set<String> names) {
    return parameters.stream()
        .filter(parameter -> names.contains(parameter.name()))
        .mapToLong(parameter -> parameter.shape().size())
        .sum();
  }

  /** The sum of all parts. */
  public long total() {
    return weights + moments + average + gradients + intermediates;
  }
}
