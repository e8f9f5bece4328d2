package org.cocogan.train;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cocogan.observe.FirstNonFinite;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramSequence;
import org.cocogan.tensor.Variables;

/** Takes training steps, each the steps of those players that take part, one after another. */
public final class Trainer implements AutoCloseable {
  /** They share the generator's pass where they play in the same step. */
  private static final List<Player> BOTH_PLAYERS = List.of(Player.DISCRIMINATOR, Player.GENERATOR);

  /** A pass takes a fifth of a step's time. */
  private static final int UPDATES_PER_PASS = 4;

  private final StepPrograms programs;
  private final TrainerSettings settings;
  private final Backend backend;
  private final Variables variables;
  private final Map<Player, Program> compiled = new EnumMap<>(Player.class);
  private final Optional<ProgramSequence> bothPlayers;
  private final Optional<MovingAverage> average;

  /** The average, if it is part of {@link #bothPlayers}. */
  private final Optional<MovingAverage> averageWithBoth;

  private final Optional<AverageStatistics> statistics;

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
            .map(decay -> new MovingAverage(networks.generator().parameters(), backend, variables));
    // Nobody else may move the generator's weights once the average has followed them.
    this.averageWithBoth =
        compiled.containsKey(Player.EXTRAPOLATED_GENERATOR) ? Optional.empty() : average;
    this.bothPlayers =
        compiled.keySet().containsAll(BOTH_PLAYERS)
            ? backend.compileSequence(
                Stream.concat(
                        BOTH_PLAYERS.stream().map(programs::of),
                        averageWithBoth.stream().map(MovingAverage::definition))
                    .toList(),
                programs.shared(),
                variables)
            : Optional.empty();
    this.statistics =
        average.flatMap(
            kept -> AverageStatistics.of(networks.generator(), programs, backend, variables));
  }

  /**
   * Takes one step.
   *
   * @param step counted from zero
   * @throws NonFiniteLossException if a loss is not finite; the player whose loss it is has not
   *     been updated
   */
  public StepOutcome step(long step, StepBatch batch) {
    Map<String, Float> losses = new LinkedHashMap<>();
    Map<String, HostArray> observed = new LinkedHashMap<>();
    List<Player> players = players(step);
    boolean together =
        bothPlayers.isPresent() && players.containsAll(BOTH_PLAYERS) && isShared(batch);
    if (together) {
      playBoth(bothPlayers.get(), step, batch).addTo(losses, observed);
    }
    for (Player player : players) {
      if (!together || !BOTH_PLAYERS.contains(player)) {
        playAlone(player, step, batch).addTo(losses, observed);
      }
    }
    if (!together || averageWithBoth.isEmpty()) {
      followWeights(step);
    }
    keepStatistics(step, batch);
    return new StepOutcome(losses, observed);
  }

  private boolean isShared(StepBatch batch) {
    return programs.shared().stream()
        .allMatch(name -> batch.discriminator().get(name) == batch.generator().get(name));
  }

  private StepOutcome playBoth(ProgramSequence sequence, long step, StepBatch batch) {
    List<Map<String, HostArray>> inputs =
        Stream.concat(
                BOTH_PLAYERS.stream().map(batch::of),
                averageWithBoth.stream()
                    .map(a -> MovingAverage.inputs(generatorUpdates(step), decay(step))))
            .toList();
    List<Map<String, HostArray>> outputs =
        sequence.train(
            inputs, BOTH_PLAYERS.stream().map(player -> settings.update(player, step)).toList());
    Map<String, Float> losses = new LinkedHashMap<>();
    Map<String, HostArray> observed = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(outputs.size(), BOTH_PLAYERS.size()); i++) {
      outcome(BOTH_PLAYERS.get(i), step, outputs.get(i), inputs.get(i)).addTo(losses, observed);
    }
    return new StepOutcome(losses, observed);
  }

  /** The players that take part in a step, in their order. */
  public List<Player> players(long step) {
    return compiled.keySet().stream().filter(player -> settings.plays(player, step)).toList();
  }

  /**
   * The gradients of a player's loss at the present weights, by the names of what it trains;
   * changes nothing.
   *
   * @throws IllegalArgumentException if the player takes part in no step
   */
  public Map<String, HostArray> gradients(Player player, StepBatch batch) {
    return program(player).gradients(batch.of(player));
  }

  /**
   * Takes one player's part of a step; {@link #step} takes those of all, and {@link #average}.
   *
   * @return its losses by name
   * @throws IllegalArgumentException if the player takes part in no step
   * @throws NonFiniteLossException if a loss is not finite; nothing has been updated
   */
  public Map<String, Float> play(Player player, long step, StepBatch batch) {
    return playAlone(player, step, batch).losses();
  }

  private StepOutcome playAlone(Player player, long step, StepBatch batch) {
    Map<String, HostArray> inputs = batch.of(player);
    Map<String, HostArray> outputs = program(player).train(inputs, settings.update(player, step));
    return outcome(player, step, outputs, inputs);
  }

  private StepOutcome outcome(
      Player player, long step, Map<String, HostArray> outputs, Map<String, HostArray> inputs) {
    Map<String, Float> losses = new LinkedHashMap<>();
    Map<String, HostArray> observed = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> {
          if (StepPrograms.OBSERVED.contains(name)) {
            observed.put(name, value);
          } else {
            losses.put(player.label() + "_" + name, value.scalar());
          }
        });
    refuseNonFinite(step, player, losses, inputs);
    return new StepOutcome(losses, observed);
  }

  /**
   * Ends a step: the moving average follows the generator, if it took part, and at every fourth
   * update passes the batch for statistics of its own, which move faster than the average does.
   */
  public void average(long step, StepBatch batch) {
    followWeights(step);
    keepStatistics(step, batch);
  }

  private void followWeights(long step) {
    if (settings.plays(Player.GENERATOR, step)) {
      average.ifPresent(a -> a.update(generatorUpdates(step), decay(step)));
    }
  }

  private void keepStatistics(long step, StepBatch batch) {
    if (settings.plays(Player.GENERATOR, step) && generatorUpdates(step) % UPDATES_PER_PASS == 0) {
      statistics.ifPresent(
          s -> {
            s.pass(batch.generator());
            batch.extrapolated().ifPresent(beyond -> s.pass(beyond.generator()));
          });
    }
  }

  private long generatorUpdates(long step) {
    return settings.update(Player.GENERATOR, step).number();
  }

  private double decay(long step) {
    return settings.averageDecay().orElseThrow().applyAsDouble(step);
  }

  private Program program(Player player) {
    Program program = compiled.get(player);
    if (program == null) {
      throw new IllegalArgumentException("there are no steps of the " + player);
    }
    return program;
  }

  private void refuseNonFinite(
      long step, Player player, Map<String, Float> losses, Map<String, HostArray> inputs) {
    List<String> bad =
        losses.entrySet().stream()
            .filter(loss -> !Float.isFinite(loss.getValue()))
            .map(Map.Entry::getKey)
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
    bothPlayers.ifPresent(ProgramSequence::close);
    average.ifPresent(MovingAverage::close);
    statistics.ifPresent(AverageStatistics::close);
  }
}
