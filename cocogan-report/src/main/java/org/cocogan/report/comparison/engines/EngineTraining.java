package org.cocogan.report.comparison.engines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cocogan.CocoGanException;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.InitialValues;
import org.cocogan.train.Networks;
import org.cocogan.train.NonFiniteLossException;
import org.cocogan.train.Player;
import org.cocogan.train.StepBatch;
import org.cocogan.train.Trainer;

/** A training on an engine, with variables of its own. */
final class EngineTraining implements AutoCloseable {
  private final String engine;
  private final ComparedEngine compared;
  private final Variables variables;
  private final Trainer trainer;

  EngineTraining(String engine, Networks networks, long seed, ComparedEngine compared) {
    this.engine = engine;
    this.compared = compared;
    this.variables = compared.newVariables();
    InitialValues.set(networks.parameters(), seed, variables);
    this.trainer = compared.trainer(variables);
  }

  /** A whole step. */
  Map<String, Float> step(long step, StepBatch batch) {
    return named(() -> trainer.step(step, batch).losses());
  }

  List<Player> players(long step) {
    return trainer.players(step);
  }

  Map<String, HostArray> gradients(Player player, StepBatch batch) {
    return trainer.gradients(player, batch);
  }

  /** One player's part of a step. */
  Map<String, Float> play(Player player, long step, StepBatch batch) {
    return named(() -> trainer.play(player, step, batch));
  }

  /** What follows the players' parts. */
  void average(long step, StepBatch batch) {
    trainer.average(step, batch);
  }

  private <T> T named(Supplier<T> training) {
    try {
      return training.get();
    } catch (NonFiniteLossException e) {
      throw new CocoGanException("on " + engine + ": " + e.getMessage());
    }
  }

  /** Copies of all variables. */
  Map<String, HostArray> state() {
    Map<String, HostArray> state = new LinkedHashMap<>();
    variables.names().forEach(name -> state.put(name, variables.get(name)));
    return state;
  }

  /** Goes on from another training's state. */
  void restore(Map<String, HostArray> state) {
    state.forEach(variables::set);
  }

  /** A variable like another that may not have been made yet: then it is zeros. */
  HostArray valueLike(String name, HostArray other) {
    return variables.names().contains(name)
        ? variables.get(name)
        : HostArray.filled(other.shape(), 0);
  }

  /** Draws whole images, [height, width, channels] bytes each. */
  byte[][] images(int count) {
    try (PatchRenderer renderer = compared.renderer(variables)) {
      return renderer.images(0, count);
    }
  }

  @Override
  public void close() {
    trainer.close();
    variables.close();
  }
}
