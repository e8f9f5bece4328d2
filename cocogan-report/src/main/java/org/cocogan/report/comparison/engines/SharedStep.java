package org.cocogan.report.comparison.engines;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.cocogan.report.comparison.engines.EngineComparison.Kind;
import org.cocogan.report.comparison.engines.EngineComparison.Part;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Player;
import org.cocogan.train.StepBatch;
import org.cocogan.train.TrainerSettings;

/**
 * A step that two trainings take, each player's part from one state. (Were the second player's part
 * taken from what each training has made of the first one's, it would tell of both at once.)
 */
final class SharedStep {
  private static final String MOMENTS = "adam/";

  /** How often jumps of a gradient are looked for: each is missed half of the time. */
  private static final int PERTURBATIONS = 8;

  /**
   * How much farther than one perturbation two engines may jump: each perturbation meets some jumps
   * only.
   */
  private static final double JUMPS = 2;

  private static final String AVERAGES = MovingAverage.variable("");

  private final TrainerSettings settings;
  private final EngineTraining leader;
  private final EngineTraining follower;
  private final long step;
  private final StepBatch batch;

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Float> losses = new LinkedHashMap<>();

  private SharedStep(
      TrainerSettings settings,
      EngineTraining leader,
      EngineTraining follower,
      long step,
      StepBatch batch) {
    this.settings = settings;
    this.leader = leader;
    this.follower = follower;
    this.step = step;
    this.batch = batch;
  }

  /**
   * Gives the follower the leader's state before each part of a step, and lets both take it.
   *
   * @return how far apart they were after each player's part
   */
  static Taken take(
      TrainerSettings settings,
      EngineTraining leader,
      EngineTraining follower,
      long step,
      StepBatch batch) {
    SharedStep shared = new SharedStep(settings, leader, follower, step, batch);
    leader.players(step).forEach(shared::play);
    shared.average();
    return new Taken(List.copyOf(shared.parts), shared.losses);
  }

  /**
   * The result of a step.
   *
   * @param losses those of the leader
   */
  record Taken(List<Part> parts, Map<String, Float> losses) {}

  private void play(Player player) {
    follower.restore(leader.state());
    Map<Kind, Deviation> worst = new EnumMap<>(Kind.class);
    Map<String, Double> updates = new HashMap<>();
    worst.put(Kind.GRADIENT, gradients(player, updates));
    Map<String, Float> left = leader.play(player, step, batch);
    Map<String, Float> right = follower.play(player, step, batch);
    losses.putAll(left);
    worst.put(
        Kind.LOSS,
        Deviation.worst(
            left.entrySet().stream()
                .map(
                    loss ->
                        new Deviation(
                            loss.getKey(),
                            Math.abs(
                                loss.getValue() - right.getOrDefault(loss.getKey(), Float.NaN)),
                            Tolerances.ofLoss(loss.getValue())))));
    worst.put(
        Kind.STATE,
        state(name -> !name.startsWith(MOMENTS) && !name.startsWith(AVERAGES), updates));
    parts.add(new Part(step, player.label(), worst));
  }

  /** Compares gradients, and adds how far the update may carry each weight. */
  private Deviation gradients(Player player, Map<String, Double> updates) {
    Map<String, HostArray> left = leader.gradients(player, batch);
    Map<String, HostArray> right = follower.gradients(player, batch);
    double largest = left.values().stream().mapToDouble(Deviation::norm).max().orElse(0);
    List<Deviation> deviations = new ArrayList<>();
    left.forEach(
        (name, gradient) ->
            deviations.add(
                deviation(name, gradient, right, Tolerances.ofGradient(gradient, largest))));
    if (!deviations.stream().allMatch(Deviation::passes)) {
      Map<String, Double> rounding = rounding(player, left);
      deviations.replaceAll(
          found ->
              new Deviation(
                  found.tensor(),
                  found.distance(),
                  found.tolerance(),
                  rounding.getOrDefault(found.tensor(), 0.0)));
    }
    AdamUpdate update = settings.update(player, step);
    for (Deviation found : deviations) {
      String name = found.tensor();
      HostArray gradient = Objects.requireNonNull(left.get(name));
      updates.put(
          name,
          Tolerances.ofUpdate(
              update,
              gradient,
              leader.valueLike(update.firstMoment(name), gradient),
              leader.valueLike(update.secondMoment(name), gradient),
              found.tolerance() + found.rounding()));
    }
    return Deviation.worst(deviations.stream());
  }

  /**
   * How far each gradient may move for rounding alone. A gradient jumps where a unit before a ReLU
   * is so near to zero that rounding decides on its side; perturbing the inputs finds those jumps.
   */
  private Map<String, Double> rounding(Player player, Map<String, HostArray> gradients) {
    Map<String, Double> rounding = new HashMap<>();
    for (int number = 1; number <= PERTURBATIONS; number++) {
      leader
          .gradients(player, PerturbedBatch.of(batch, number))
          .forEach(
              (name, moved) ->
                  rounding.merge(
                      name,
                      JUMPS * Deviation.distance(moved, gradients.getOrDefault(name, moved)),
                      Math::max));
    }
    return rounding;
  }

  private void average() {
    follower.restore(leader.state());
    leader.average(step, batch);
    follower.average(step, batch);
    if (leader.state().keySet().stream().anyMatch(name -> name.startsWith(AVERAGES))) {
      Deviation worst = state(name -> name.startsWith(AVERAGES), Map.of());
      parts.add(new Part(step, "average", Map.of(Kind.STATE, worst)));
    }
  }

  /**
   * Compares variables.
   *
   * @param updates how much farther each may be apart for its update
   */
  private Deviation state(Predicate<String> wanted, Map<String, Double> updates) {
    Map<String, HostArray> left = leader.state();
    Map<String, HostArray> right = follower.state();
    left.keySet().removeIf(wanted.negate());
    return Deviation.worst(
        left.entrySet().stream()
            .map(
                variable ->
                    deviation(
                        variable.getKey(),
                        variable.getValue(),
                        right,
                        Tolerances.ofState(variable.getValue())
                            + updates.getOrDefault(variable.getKey(), 0.0))));
  }

  private static Deviation deviation(
      String name, HostArray left, Map<String, HostArray> others, double allowed) {
    HostArray right = others.get(name);
    double distance = right == null ? Double.NaN : Deviation.distance(left, right);
    return new Deviation(name, distance, allowed);
  }
}
