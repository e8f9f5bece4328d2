package org.cocogan.cli.benchmark;

import java.util.List;
import java.util.Map;
import org.cocogan.model.Parameter;
import org.cocogan.observe.Cost;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;

/** One player's training step, repeated, with the authors' Adam settings. */
final class PlayerStep implements AutoCloseable {
  private static final double BETA1 = 0;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Player player;
  private final double learningRate;
  private final ProgramDefinition definition;
  private final Program program;
  private long updates;

  PlayerStep(
      Backend backend,
      Variables variables,
      StepPrograms steps,
      Player player,
      double learningRate) {
    this.player = player;
    this.learningRate = learningRate;
    this.definition = steps.of(player);
    this.program = backend.compile(definition, variables);
  }

  /**
   * Forward, backward, and the update.
   *
   * @throws IllegalStateException if the loss is not finite: then there is no update to time
   */
  void train(Map<String, HostArray> inputs) {
    updates++;
    HostArray loss =
        program
            .train(
                inputs,
                new AdamUpdate(player.moments(), updates, learningRate, BETA1, BETA2, EPSILON))
            .get("loss");
    if (loss == null || !Float.isFinite(loss.scalar())) {
      throw new IllegalStateException(
          "the loss of " + definition.name() + " " + updates + " is not finite");
    }
  }

  /** Those of one step, forward and backward. */
  long multiplyAccumulates(List<Parameter> parameters) {
    Cost cost = Cost.of(definition, parameters);
    return cost.multiplyAccumulates() + cost.gradientMultiplyAccumulates();
  }

  @Override
  public void close() {
    program.close();
  }
}
