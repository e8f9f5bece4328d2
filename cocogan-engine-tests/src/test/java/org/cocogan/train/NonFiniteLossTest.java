package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NonFiniteLossTest extends WithEngine {
  private final TinyExperiment experiment =
      new TinyExperiment(
          Variant.OFFICIAL,
          new Objective(
              AdversarialLoss.WASSERSTEIN,
              Optional.of(new GradientPenalty(10, Variant.OFFICIAL)),
              100,
              0));
  private final Trainer trainer = trainer();

  private Trainer trainer() {
    experiment.initialize(variables);
    return new Trainer(
        experiment.networks(),
        experiment.programs(),
        TinyExperiment.settings(0, Optional.of(0.9)),
        backend,
        variables);
  }

  @BeforeEach
  void takeAStep() {
    trainer.step(0, experiment.batches().batch(0));
  }

  @AfterEach
  void closeTrainer() {
    trainer.close();
  }

  @Test
  void namesTheLossesAndTheTensorAndChangesNothing() {
    StepBatch batch = experiment.batches().batch(1);
    StepBatch spoilt = new StepBatch(spoilt(batch.discriminator()), batch.generator());
    Map<String, String> before = TinyExperiment.bits(variables);

    assertThatExceptionOfType(NonFiniteLossException.class)
        .isThrownBy(() -> trainer.step(1, spoilt))
        .withMessageMatching(
            "d_loss, d_adversarial, d_coordinate_loss not finite at step 1: the first"
                + " tensor that is not finite is tensor \\d+, input \\[3, 3, 8, 8\\] after input"
                + " real");
    assertThat(TinyExperiment.bits(variables)).isEqualTo(before);
  }

  @Test
  void leavesThePlayerWhoseLossItIsAsItWas() {
    StepBatch batch = experiment.batches().batch(1);
    StepBatch spoilt = new StepBatch(batch.discriminator(), spoilt(batch.generator()));
    Map<String, String> before = TinyExperiment.bits(variables);

    assertThatExceptionOfType(NonFiniteLossException.class)
        .isThrownBy(() -> trainer.step(1, spoilt))
        .withMessageStartingWith("g_loss, g_coordinate_loss not finite at step 1: ");
    TinyExperiment.bits(variables)
        .forEach(
            (name, bits) -> {
              // The discriminator's step, whose loss was finite, moves the last batch norm.
              if (name.matches("generator/(?!bn/(mean|var)$).*|average/.*")) {
                assertThat(bits).as(name).isEqualTo(before.get(name));
              }
            });
  }

  @Test
  void goesOnAfterwards() {
    StepBatch batch = experiment.batches().batch(1);
    assertThatExceptionOfType(NonFiniteLossException.class)
        .isThrownBy(
            () -> trainer.step(1, new StepBatch(spoilt(batch.discriminator()), batch.generator())));

    assertThat(trainer.step(1, batch).losses().values())
        .allSatisfy(loss -> assertThat(loss).isFinite());
  }

  private static Map<String, HostArray> spoilt(Map<String, HostArray> inputs) {
    Map<String, HostArray> spoilt = new LinkedHashMap<>(inputs);
    HostArray real = inputs.getOrDefault("real", HostArray.scalar(0));
    float[] values = real.values().clone();
    values[100] = Float.NaN;
    spoilt.put("real", new HostArray(real.shape(), values));
    return spoilt;
  }
}
