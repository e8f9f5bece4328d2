package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.R1Penalty;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which variables a player's step changes, and which it leaves as they are, bit for bit. As in the
 * released code, the running statistics of ordinary batch norms move in the steps of all players
 * who pass them.
 */
class PlayersTest extends WithEngine {
  private final TinyExperiment experiment =
      new TinyExperiment(
          Variant.OFFICIAL,
          new Objective(AdversarialLoss.LOGISTIC, Optional.of(new R1Penalty(1)), 10, 10));

  @BeforeEach
  void setVariables() {
    experiment.initialize(variables);
  }

  @Test
  void discriminatorTrainsItselfWithItsSpatialHead() {
    assertThat(changed(Player.DISCRIMINATOR))
        .isEqualTo(
            expected(
                Player.DISCRIMINATOR,
                name -> name.startsWith("discriminator/") && !name.contains("/content/")));
  }

  @Test
  void keepsStateOfWhatItTrainsAloneInThePaper() {
    TinyExperiment paper = new TinyExperiment(Variant.PAPER, experiment.objective());
    assertThat(changed(paper, Player.DISCRIMINATOR))
        .noneMatch(name -> name.startsWith("generator/") || name.contains("/content/"));
    assertThat(changed(paper, Player.GENERATOR)).noneMatch(name -> name.contains("/content/"));
  }

  @Test
  void generatorTrainsItselfAndTheSpatialHead() {
    assertThat(changed(Player.GENERATOR))
        .isEqualTo(
            expected(
                Player.GENERATOR,
                name -> name.startsWith("generator/") || name.contains("/spatial/")));
  }

  @Test
  void contentHeadTrainsItselfAlone() {
    assertThat(changed(Player.CONTENT))
        .isEqualTo(expected(Player.CONTENT, name -> name.contains("/content/")));
  }

  @Test
  void discriminatorTrainsAllOfItselfBeyondTheEdgesWithMomentsOfItsOwn() {
    assertThat(changed(Player.EXTRAPOLATED_DISCRIMINATOR))
        .isEqualTo(
            expected(
                Player.EXTRAPOLATED_DISCRIMINATOR,
                name -> name.startsWith("discriminator/") && !name.contains("/content/")))
        .anyMatch(name -> name.startsWith("adam/d_extrapolated/m/discriminator/"));
  }

  @Test
  void generatorTrainsNoWeightsBeyondTheEdgesButThoseOfItsFirstTwoBlocks() {
    Set<String> changed = changed(Player.EXTRAPOLATED_GENERATOR);

    Set<String> weights = new TreeSet<>();
    Set<String> state = new TreeSet<>();
    for (Parameter parameter : experiment.networks().parameters()) {
      if (changed.contains(parameter.name())) {
        (parameter.trained() ? weights : state).add(parameter.name());
      }
    }
    assertThat(weights)
        .isEqualTo(
            new TreeSet<>(
                experiment.networks().parameters().stream()
                    .filter(Parameter::trained)
                    .map(Parameter::name)
                    .filter(name -> name.matches("generator/block[01]/.*"))
                    .toList()));
    assertThat(weights).anyMatch(name -> name.contains("/block1/"));
    assertThat(state)
        .isEqualTo(
            new TreeSet<>(
                experiment.networks().parameters().stream()
                    .filter(parameter -> !parameter.trained())
                    .map(Parameter::name)
                    .filter(
                        name ->
                            name.startsWith("generator/")
                                || name.contains("/spatial/")
                                || movesInEveryStep(Player.EXTRAPOLATED_GENERATOR, name))
                    .toList()));
    changed.removeAll(weights);
    changed.removeAll(state);
    assertThat(changed)
        .hasSize(2 * weights.size())
        .allMatch(name -> name.matches("adam/g_extrapolated/[mv]/generator/block[01]/.*"));
  }

  /** Names of what a step adds or changes. */
  private Set<String> changed(Player player) {
    return changed(experiment, player);
  }

  private Set<String> changed(TinyExperiment experiment, Player player) {
    Map<String, String> before = TinyExperiment.bits(variables);
    try (Program program = backend.compile(experiment.programs().of(player), variables)) {
      // Two steps on two batches: some biases stand still in the first, before any weight moves.
      for (long step = 0; step < 2; step++) {
        program.train(
            experiment.inputs(player, step),
            TinyExperiment.extrapolating(1, Optional.empty()).update(player, step));
      }
    }
    Set<String> changed = new TreeSet<>();
    TinyExperiment.bits(variables)
        .forEach(
            (name, bits) -> {
              if (!bits.equals(before.get(name))) {
                changed.add(name);
              }
            });
    return changed;
  }

  /** Weights and state of the parameters it moves, and the moments of the weights. */
  private Set<String> expected(Player player, Predicate<String> moves) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : experiment.networks().parameters()) {
      if (moves.test(parameter.name()) || movesInEveryStep(player, parameter.name())) {
        names.add(parameter.name());
        if (parameter.trained()) {
          names.add(player.moments() + "/m/" + parameter.name());
          names.add(player.moments() + "/v/" + parameter.name());
        }
      }
    }
    return names;
  }

  private static boolean movesInEveryStep(Player player, String name) {
    boolean passes = player != Player.CONTENT || !name.contains("/spatial/");
    return passes && name.matches(".*/bn/(mean|var)");
  }

  @Test
  void trainOnTheirOwnTermsOfTheLoss() {
    assertThat(outputs(Player.DISCRIMINATOR, 10))
        .containsExactly("loss", "adversarial", "penalty", "coordinate_loss", "code_loss");
    assertThat(outputs(Player.GENERATOR, 10))
        .containsExactly("loss", "adversarial", "coordinate_loss", "code_loss");
    assertThat(outputs(Player.CONTENT, 10)).containsExactly("loss", "code_loss");
    assertThat(outputs(Player.GENERATOR, 0))
        .containsExactly("loss", "adversarial", "coordinate_loss");
  }

  private List<String> outputs(Player player, double codeWeight) {
    Objective objective = experiment.objective();
    TinyExperiment weighted =
        new TinyExperiment(
            Variant.OFFICIAL,
            new Objective(objective.adversarial(), objective.penalty(), 10, codeWeight));
    try (Program program = backend.compile(weighted.programs().of(player), variables)) {
      Map<String, HostArray> outputs = new LinkedHashMap<>(program.run(weighted.inputs(player, 0)));
      outputs.keySet().removeAll(StepPrograms.OBSERVED);
      double sum = 0;
      for (Map.Entry<String, HostArray> output : outputs.entrySet()) {
        float value = output.getValue().scalar();
        assertThat(value).isFinite();
        sum += output.getKey().equals("loss") ? -value : value;
      }
      assertThat(Math.abs(sum)).as("loss less its terms").isLessThan(1e-4);
      return new ArrayList<>(outputs.keySet());
    }
  }

  @Test
  void seeLowerLossesAsTheyLearnOneBatchByHeart() {
    TinyExperiment hinge =
        new TinyExperiment(
            Variant.PAPER, new Objective(AdversarialLoss.HINGE, Optional.empty(), 1, 1));
    StepBatch batch = hinge.batches().batch(0);
    for (Player player : Player.values()) {
      Map<String, HostArray> inputs = batch.of(player);
      try (Program program = backend.compile(hinge.programs().of(player), variables)) {
        List<Float> losses = new ArrayList<>();
        for (long step = 0; step < 30; step++) {
          HostArray loss =
              program
                  .train(
                      inputs,
                      TinyExperiment.extrapolating(1, Optional.empty()).update(player, step))
                  .getOrDefault("loss", HostArray.scalar(Float.NaN));
          losses.add(loss.scalar());
        }
        assertThat(losses.get(29)).as("%s: %s", player, losses).isLessThan(losses.get(0));
      }
    }
  }
}
