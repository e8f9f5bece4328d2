package org.cocogan.train;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.observe.FirstNonFinite;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;

/** Takes training steps, each the steps of those players that take part, one after another. */
public final class Trainer implements AutoCloseable {
  private final StepPrograms programs;
  private final TrainerSettings settings;
  private final Backend backend;
  private final Variables variables;
  private final Map<Player, Program> compiled = new EnumMap<>(Player.class);
  private final Optional<MovingAverage> average;

  /**
   * Compiles the steps of the players that take part.
   *
   * @param variables hold every parameter of the networks already
   */
  public Trainer(
      Networks networks,
      StepPrograms programs,
      TrainerSettings settings,
      Backend backend,
      Variables variables) {
    this.programs = programs;
    this.settings = settings;
    this.backend = backend;
    this.variables = variables;
    for (Player player : Player.values()) {
      if (settings.periods().getOrDefault(player, 0) > 0) {
        compiled.put(player, backend.compile(programs.of(player), variables));
      }
    }
    this.average =
        settings
            .averageDecay()
            .map(
                decay ->
                    new MovingAverage(
                        decay, networks.generator().parameters(), backend, variables));
  }

  /**
   * Takes one step.
   *
   * @param step counted from zero
   * @return the losses by name, such as {@code d_loss} and {@code g_adversarial}
   * @throws NonFiniteLossException if a loss is not finite; the player whose loss it is has not
   *     been updated
   */
  public Map<String, Float> step(long step, StepBatch batch) {
    Map<String, Float> losses = new LinkedHashMap<>();
    for (Map.Entry<Player, Program> entry : compiled.entrySet()) {
      Player player = entry.getKey();
      if (!settings.plays(player, step)) {
        continue;
      }
      Map<String, HostArray> inputs = batch.of(player);
      Map<String, HostArray> outputs =
          entry.getValue().train(inputs, settings.update(player, step));
      outputs.forEach((name, value) -> losses.put(player.label() + "_" + name, value.scalar()));
      refuseNonFinite(step, player, outputs, inputs);
    }
    if (settings.plays(Player.GENERATOR, step)) {
      average.ifPresent(a -> a.update(settings.update(Player.GENERATOR, step).number()));
    }
    return losses;
  }

  private void refuseNonFinite(
      long step, Player player, Map<String, HostArray> outputs, Map<String, HostArray> inputs) {
    List<String> bad =
        outputs.entrySet().stream()
            .filter(output -> !Float.isFinite(output.getValue().scalar()))
            .map(output -> player.label() + "_" + output.getKey())
            .toList();
    if (bad.isEmpty()) {
      return;
    }
    ProgramDefinition definition = programs.of(player);
    String origin =
        FirstNonFinite.of(definition, backend, variables, inputs)
            .map(tensor -> "the first tensor that is not finite is " + tensor)
            .orElse("no single tensor is, the sum overflowed");
    throw new NonFiniteLossException(
        String.join(", ", bad) + " not finite at step " + step + ": " + origin);
  }

  @Override
  public void close() {
    compiled.values().forEach(Program::close);
    average.ifPresent(MovingAverage::close);
  }
}
