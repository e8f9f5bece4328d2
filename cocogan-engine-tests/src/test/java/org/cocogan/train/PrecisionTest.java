package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cocogan.backend.djl.DjlBackendProvider;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.model.Variant;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Precision;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/** Convolutions in bfloat16, where the processor has it; elsewhere it is refused. */
class PrecisionTest {
  private final TinyExperiment experiment =
      new TinyExperiment(
          Variant.PAPER,
          new Objective(
              AdversarialLoss.WASSERSTEIN,
              Optional.of(new GradientPenalty(10, Variant.PAPER)),
              100,
              0));
  private final boolean supported = processorHasBfloat16();

  private static Backend start(Precision precision) {
    return new DjlBackendProvider().start(new BackendOptions(2, "cpu", precision));
  }

  private static boolean processorHasBfloat16() {
    try (Backend backend = start(Precision.AUTO)) {
      return backend.precision() == Precision.BFLOAT16;
    }
  }

  @Test
  void isRefusedWhereTheProcessorHasNoBfloat16() {
    if (supported) {
      try (Backend backend = start(Precision.BFLOAT16)) {
        assertThat(backend.precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(backend.description()).endsWith("convolutions in bfloat16");
      }
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> start(Precision.BFLOAT16))
          .withMessageContaining("set precision: float32");
    }
  }

  @Test
  void isFloat32UnlessAskedFor() {
    try (Backend backend = start(Precision.FLOAT32)) {
      assertThat(backend.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(backend.description()).doesNotContain("bfloat16");
    }
  }

  @Test
  void hasNearlyTheLossesOfFloat32() {
    Map<String, Float> precise = losses(Precision.FLOAT32, 1, 0);
    Map<String, Float> fast = losses(Precision.AUTO, 1, 0);

    for (String name : new String[] {"d_loss", "g_loss"}) {
      assertThat(fast.getOrDefault(name, Float.NaN))
          .isCloseTo(precise.getOrDefault(name, Float.NaN), withPercentage(2));
    }
    assertThat(fast.equals(precise)).isEqualTo(!supported);
  }

  @Test
  void resumesBitForBit() {
    assertThat(losses(Precision.AUTO, 4, 2)).isEqualTo(losses(Precision.AUTO, 4, 0));
  }

  /** The losses of the last of some steps, with a new engine from a checkpoint of one of them. */
  private Map<String, Float> losses(Precision precision, int steps, int resumedAt) {
    Map<String, HostArray> state = new LinkedHashMap<>();
    Map<String, Float> losses = Map.of();
    for (int from = 0; from < steps; ) {
      int to = from < resumedAt ? resumedAt : steps;
      try (Backend backend = start(precision);
          Variables variables = backend.newVariables()) {
        if (from == 0) {
          experiment.initialize(variables);
        }
        state.forEach(variables::set);
        try (Trainer trainer =
            new Trainer(
                experiment.networks(),
                experiment.programs(),
                TinyExperiment.settings(0, Optional.empty()),
                backend,
                variables)) {
          for (; from < to; from++) {
            losses = trainer.step(from, experiment.batches().batch(from)).losses();
          }
        }
        variables.names().forEach(name -> state.put(name, variables.get(name)));
      }
    }
    return losses;
  }
}
