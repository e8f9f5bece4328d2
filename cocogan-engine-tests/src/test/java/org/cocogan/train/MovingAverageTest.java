package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.R1Penalty;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovingAverageTest extends WithEngine {
  private static final Shape SHAPE = Shape.of(2);
  private static final Initializer ZERO = new Initializer.Constant(0);
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("generator/w", SHAPE, true, ZERO),
          new Parameter("generator/u", SHAPE, false, ZERO));

  @BeforeEach
  void setVariables() {
    variables.set("generator/w", new HostArray(SHAPE, new float[] {1, -2}));
    variables.set("generator/u", new HostArray(SHAPE, new float[] {5, 5}));
  }

  @Test
  void startsFromTheWeightsAndLeavesStateOut() {
    assertThat(MovingAverage.isKept(variables)).isFalse();

    try (MovingAverage average = average()) {
      assertThat(average).isNotNull();
      assertThat(variables.names())
          .containsExactly("generator/w", "generator/u", "average/generator/w");
      assertThat(variables.get("average/generator/w").values()).containsExactly(1, -2);
      assertThat(MovingAverage.isKept(variables)).isTrue();
    }
  }

  @Test
  void keepsAnAverageThatIsThereAlready() {
    variables.set("average/generator/w", new HostArray(SHAPE, new float[] {7, 7}));

    try (MovingAverage average = average()) {
      assertThat(average).isNotNull();
      assertThat(variables.get("average/generator/w").values()).containsExactly(7, 7);
    }
  }

  @Test
  void movesQuicklyAtFirst() {
    try (MovingAverage average = average()) {
      variables.set("generator/w", new HostArray(SHAPE, new float[] {12, -2}));
      average.update(1, 0.999);

      assertAverage(1 * 2.0 / 11 + 12 * 9.0 / 11, -2);

      variables.set("generator/w", new HostArray(SHAPE, new float[] {0, 4}));
      average.update(2, 0.999);

      assertAverage(10 * 3.0 / 12, -2 * 3.0 / 12 + 4 * 9.0 / 12);
      assertThat(variables.get("generator/w").values()).containsExactly(0, 4);
    }
  }

  @Test
  void movesByTheDecayInTheEnd() {
    try (MovingAverage average = average()) {
      variables.set("generator/w", new HostArray(SHAPE, new float[] {11, 8}));
      // From 80 updates on, (1 + n) / (10 + n) is at least 0.9.
      average.update(80, 0.9);

      assertAverage(0.9 * 1 + 0.1 * 11, 0.9 * -2 + 0.1 * 8);

      average.update(1_000_000, 0.9);

      assertAverage(0.9 * 2 + 0.1 * 11, 0.9 * -1 + 0.1 * 8);
    }
  }

  @Test
  void isTheSameWithinAStepAsAfterIt() {
    TinyExperiment tiny =
        new TinyExperiment(
            Variant.PAPER,
            new Objective(AdversarialLoss.LOGISTIC, Optional.of(new R1Penalty(10)), 100, 0));
    Map<String, String> within = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    try (Variables own = backend.newVariables();
        Trainer trainer = trainer(tiny, own, Optional.of(0.9))) {
      for (long step = 0; step < 3; step++) {
        trainer.step(step, tiny.batches().batch(step));
      }
      within.putAll(TinyExperiment.bits(own));
    }
    try (Variables own = backend.newVariables();
        Trainer trainer = trainer(tiny, own, Optional.empty());
        MovingAverage average = new MovingAverage(tiny.generator().parameters(), backend, own)) {
      for (long step = 0; step < 3; step++) {
        trainer.step(step, tiny.batches().batch(step));
        average.update(step + 1, 0.9);
      }
      after.putAll(TinyExperiment.bits(own));
    }
    assertThat(after.keySet()).anyMatch(name -> name.startsWith("average/"));
    // The former also keeps statistics of its own.
    within.keySet().retainAll(after.keySet());

    assertThat(within).isEqualTo(after);
  }

  private Trainer trainer(TinyExperiment tiny, Variables own, Optional<Double> decay) {
    tiny.initialize(own);
    return new Trainer(
        tiny.networks(), tiny.programs(), TinyExperiment.settings(0, decay), backend, own);
  }

  private MovingAverage average() {
    return new MovingAverage(PARAMETERS, backend, variables);
  }

  private void assertAverage(double first, double second) {
    assertThat(variables.get("average/generator/w").values())
        .containsExactly(new float[] {(float) first, (float) second}, within(1e-5f));
  }
}
