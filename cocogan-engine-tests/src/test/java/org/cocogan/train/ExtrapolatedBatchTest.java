package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.junit.jupiter.api.Test;

/**
 * What the players are fed beyond the edges: images of 4x4 micro patches, macro patches of 2x2, one
 * micro patch more on each side.
 */
class ExtrapolatedBatchTest {
  private static final int STEPS = 150;
  private static final TinyExperiment EXPERIMENT =
      new TinyExperiment(
          Variant.OFFICIAL, new Objective(AdversarialLoss.WASSERSTEIN, Optional.empty(), 1, 0));

  private static List<StepBatch> batches() {
    BatchSource source = EXPERIMENT.batches();
    return LongStream.range(0, STEPS).mapToObj(source::batch).toList();
  }

  private static float[] input(StepBatch batch, Player player, String name) {
    HostArray value = batch.of(player).get(name);
    assertThat(value).as(name).isNotNull();
    return value == null ? new float[0] : value.values();
  }

  @Test
  void fitsTheStepsItIsFor() {
    for (Player player : Player.values()) {
      EXPERIMENT.programs().of(player).checkInputs(EXPERIMENT.inputs(player, 0));
    }
  }

  @Test
  void drawsFakesFromEveryPositionInsideAndOutAlike() {
    Map<String, Integer> drawn = new TreeMap<>();
    for (StepBatch batch : batches()) {
      float[] coordinates = input(batch, Player.EXTRAPOLATED_DISCRIMINATOR, "macro_coordinate");
      for (int i = 0; i < TinyExperiment.BATCH; i++) {
        drawn.merge(coordinates[2 * i] + " " + coordinates[2 * i + 1], 1, Integer::sum);
      }
    }

    Set<String> expected = new HashSet<>();
    for (float row = -2; row <= 2; row++) {
      for (float column = -2; column <= 2; column++) {
        expected.add(row + " " + column);
      }
    }
    assertThat(drawn.keySet()).isEqualTo(expected);
    assertThat(drawn.values()).allMatch(count -> count >= 6, "18 are expected of each");
  }

  @Test
  void tellsFakesInsideRealImagesAsTheReleasedCodeDoes() {
    for (StepBatch batch : batches()) {
      float[] coordinates = input(batch, Player.EXTRAPOLATED_GENERATOR, "macro_coordinate");
      float[] inside = input(batch, Player.EXTRAPOLATED_GENERATOR, "inside");
      for (int i = 0; i < TinyExperiment.BATCH; i++) {
        boolean within =
            Math.abs(coordinates[2 * i]) <= 1 + 1e-4
                && Math.abs(coordinates[2 * i + 1]) <= 1 + 1e-4;
        assertThat(inside[i]).isEqualTo(within ? 1 : 0);
      }
    }
  }

  @Test
  void placesTheMicroPatchesOfAFakeWithinItsMacroPatch() {
    for (StepBatch batch : batches()) {
      float[] macro = input(batch, Player.EXTRAPOLATED_GENERATOR, "macro_coordinate");
      float[] micro = input(batch, Player.EXTRAPOLATED_GENERATOR, "micro_coordinate");
      for (int i = 0; i < micro.length / 2; i++) {
        int patch = i / 4;
        int down = i % 4 / 2;
        int right = i % 2;
        float row = -1 + (macro[2 * patch] + 1 + down) * 2 / 3;
        float column = -1 + (macro[2 * patch + 1] + 1 + right) * 2 / 3;
        assertThat(Arrays.copyOfRange(micro, 2 * i, 2 * i + 2))
            .containsExactly(new float[] {row, column}, Offset.offset(1e-6f));
      }
    }
  }

  @Test
  void cutsRealPatchesWhereTheUsualStepDoesFromImagesOfItsOwn() {
    List<List<Float>> discriminator = new ArrayList<>();
    List<List<Float>> generator = new ArrayList<>();
    for (StepBatch batch : batches().subList(0, 20)) {
      for (Player player :
          List.of(Player.EXTRAPOLATED_DISCRIMINATOR, Player.EXTRAPOLATED_GENERATOR)) {
        assertThat(input(batch, player, "real_coordinate"))
            .isEqualTo(input(batch, Player.DISCRIMINATOR, "macro_coordinate"));
        assertThat(input(batch, player, "latent"))
            .isEqualTo(input(batch, Player.DISCRIMINATOR, "latent"));
      }
      discriminator.addAll(reals(batch, Player.EXTRAPOLATED_DISCRIMINATOR));
      generator.addAll(reals(batch, Player.EXTRAPOLATED_GENERATOR));
      assertThat(reals(batch, Player.EXTRAPOLATED_DISCRIMINATOR))
          .isNotEqualTo(reals(batch, Player.DISCRIMINATOR));
      assertThat(reals(batch, Player.EXTRAPOLATED_GENERATOR))
          .isNotEqualTo(reals(batch, Player.GENERATOR));
    }
    assertThat(discriminator).isNotEqualTo(generator);
  }

  private static List<List<Float>> reals(StepBatch batch, Player player) {
    float[] values = input(batch, player, "real");
    int length = values.length / TinyExperiment.BATCH;
    List<List<Float>> reals = new ArrayList<>();
    for (int i = 0; i < TinyExperiment.BATCH; i++) {
      List<Float> real = new ArrayList<>();
      for (int j = 0; j < length; j++) {
        real.add(values[i * length + j]);
      }
      reals.add(real);
    }
    return reals;
  }

  @Test
  void givesAStepTheSameBatchWhateverWasAskedBefore() {
    List<StepBatch> forwards = batches();
    for (long step : new long[] {140, 3, 77}) {
      StepBatch again = EXPERIMENT.batches().batch(step);
      for (Player player : Player.values()) {
        again
            .of(player)
            .forEach(
                (name, value) ->
                    assertThat(value.values())
                        .as(name)
                        .isEqualTo(input(forwards.get((int) step), player, name)));
      }
    }
  }
}
