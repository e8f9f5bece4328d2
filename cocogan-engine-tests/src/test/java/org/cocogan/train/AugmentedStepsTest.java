package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cocogan.augment.Augmentation;
import org.cocogan.augment.Augmentations;
import org.cocogan.augment.DiffAugment;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.R1Penalty;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What players see whose macro patches are augmented. */
class AugmentedStepsTest extends WithEngine {
  private static final Objective OBJECTIVE =
      new Objective(AdversarialLoss.LOGISTIC, Optional.of(new R1Penalty(1)), 10, 10);
  private static final Shape PATCHES = Shape.of(TinyExperiment.BATCH, 3, 8, 8);

  private final TinyExperiment plain = new TinyExperiment(Variant.PAPER, OBJECTIVE);
  private final TinyExperiment augmented =
      new TinyExperiment(
          Variant.PAPER,
          OBJECTIVE,
          new Augmentations(false, false, new DiffAugment(EnumSet.allOf(Augmentation.class))));

  @BeforeEach
  void setVariables() {
    plain.initialize(variables);
  }

  @Test
  void haveInputsForTheDraws() {
    assertThat(augmented.programs().inputs().shapes())
        .containsAllEntriesOf(plain.programs().inputs().shapes())
        .containsAllEntriesOf(augmented.augmentations().macroPatches().inputs(PATCHES))
        .hasSize(5 + 8);
  }

  @ParameterizedTest
  @EnumSource
  void seeWhatTheyAlwaysSawWhereTheDrawsChangeNothing(Player player) {
    Map<String, HostArray> inputs = augmented.inputs(player, 0);
    inputs.replaceAll(AugmentedStepsTest::unchanging);

    Map<String, HostArray> expected = run(plain, player, plain.inputs(player, 0));
    Map<String, HostArray> actual = run(augmented, player, inputs);

    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, value) -> assertClose(name, output(name, actual), value));
  }

  /** Brightness 0, saturation and contrast 1, no shift, nothing cut out. */
  private static HostArray unchanging(String name, HostArray drawn) {
    float[] values = drawn.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (name.endsWith("_colour")) {
        values[i] = i % 3 == 0 ? 0 : 1;
      } else if (name.contains("_translation_")) {
        int image = i / (3 * TinyExperiment.BATCH);
        values[i] = i / 3 % TinyExperiment.BATCH == image && i % 3 == 1 ? 1 : 0;
      } else if (name.endsWith("_cutout")) {
        values[i] = 1;
      }
    }
    return new HostArray(drawn.shape(), values);
  }

  @Test
  void judgeRealAndFakePatchesAfterTheSameChanges() {
    Map<String, HostArray> inputs = augmented.inputs(Player.DISCRIMINATOR, 0);
    inputs.put("real", output("macro_patches", run(plain, Player.DISCRIMINATOR, plainOf(inputs))));
    Map<String, HostArray> own = run(augmented, Player.DISCRIMINATOR, inputs);
    assertThat(output("realness_real", own).values())
        .isNotEqualTo(output("realness_fake", own).values());

    for (String name : augmented.augmentations().macroPatches().inputs(PATCHES).keySet()) {
      if (name.startsWith("fake_")) {
        inputs.put(name, output(name.replace("fake_", "real_"), inputs));
      }
    }
    Map<String, HostArray> same = run(augmented, Player.DISCRIMINATOR, inputs);

    assertClose("realness", output("realness_real", same), output("realness_fake", same));
    assertClose("coordinates", output("coordinate_real", same), output("coordinate_fake", same));
  }

  private Map<String, HostArray> plainOf(Map<String, HostArray> inputs) {
    Map<String, HostArray> kept = new LinkedHashMap<>(inputs);
    kept.keySet().retainAll(plain.programs().inputs().shapes().keySet());
    return kept;
  }

  @Test
  void giveTheGeneratorNoGradientForWhatIsCutOut() {
    Map<String, HostArray> inputs = augmented.inputs(Player.GENERATOR, 0);
    assertThat(largestGradient(inputs)).isPositive();

    inputs.put("fake_cutout", HostArray.filled(PATCHES.with(1, 1), 0));

    assertThat(largestGradient(inputs)).isZero();
  }

  /** Of all that the generator's weights get in its own step. */
  private float largestGradient(Map<String, HostArray> inputs) {
    float largest = 0;
    try (Program program = backend.compile(augmented.programs().of(Player.GENERATOR), variables)) {
      for (Map.Entry<String, HostArray> gradient : program.gradients(inputs).entrySet()) {
        if (gradient.getKey().startsWith("generator/")) {
          for (float value : gradient.getValue().values()) {
            largest = Math.max(largest, Math.abs(value));
          }
        }
      }
    }
    return largest;
  }

  @Test
  void leaveTheContentHeadPatchesAsTheyAre() {
    Map<String, HostArray> inputs = augmented.inputs(Player.CONTENT, 0);
    Map<String, HostArray> actual = run(augmented, Player.CONTENT, inputs);

    assertClose(
        "code_loss",
        output("code_loss", actual),
        output("code_loss", run(plain, Player.CONTENT, plainOf(inputs))));
  }

  private Map<String, HostArray> run(
      TinyExperiment experiment, Player player, Map<String, HostArray> inputs) {
    try (Program program = backend.compile(experiment.programs(true).of(player), variables)) {
      return program.run(inputs);
    }
  }

  private static HostArray output(String name, Map<String, HostArray> arrays) {
    HostArray value = arrays.get(name);
    assertThat(value).as(name).isNotNull();
    return value;
  }

  private static void assertClose(String name, HostArray actual, HostArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.values().length; i++) {
      assertThat(actual.values()[i])
          .as(name)
          .isCloseTo(expected.values()[i], within(1e-5f * (1 + Math.abs(expected.values()[i]))));
    }
  }
}
