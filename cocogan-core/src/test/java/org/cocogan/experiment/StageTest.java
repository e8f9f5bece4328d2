package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class StageTest {
  private static final String GROWING =
      """
      data_params:
        dataset: quickstart
        full_image_size: [64, 128]
        macro_patch_size: [32, 32]
        micro_patch_size: [16, 16]
        coordinate_system: euclidean
      train_params:
        batch_size: 10
        glr: 1e-3
        dlr: 2e-3
        grow_from: 8
        grow_phase: 100
        grow_batches: {8: 40, 16: 16}
        grow_rates: {32: 5e-3}
      model_params:
        generator: styled
        discriminator: styled
      log_params:
        exp_name: growing
      """;

  private final List<Stage> stages = Stage.of(Examples.read(GROWING));

  @Test
  void doublesAllSizesFromStageToStage() {
    assertThat(stages)
        .extracting(stage -> stage.now().data().layout())
        .containsExactly(layout(16, 32, 8, 4), layout(32, 64, 16, 8), layout(64, 128, 32, 16));
  }

  private static PatchLayout layout(int height, int width, int macro, int micro) {
    return new PatchLayout(new Size(height, width), new Size(macro, macro), new Size(micro, micro));
  }

  @Test
  void givesEachStageItsBatchAndItsRates() {
    assertThat(stages).extracting(s -> s.now().training().batchSize()).containsExactly(40, 16, 10);
    assertThat(stages)
        .extracting(s -> s.now().training().generatorRate().at(0))
        .containsExactly(1e-3, 1e-3, 5e-3);
    assertThat(stages)
        .extracting(s -> s.now().training().discriminatorRate().at(0))
        .containsExactly(2e-3, 2e-3, 5e-3);
  }

  @Test
  void endsAllStagesButTheLastAfterTwoPhasesOfRealImages() {
    assertThat(stages).extracting(Stage::first).containsExactly(0L, 5L, 18L);
    assertThat(stages)
        .extracting(Stage::end)
        .containsExactly(OptionalLong.of(5), OptionalLong.of(18), OptionalLong.empty());
  }

  @Test
  void findsTheStageOfAStep() {
    Experiment experiment = Examples.read(GROWING);

    assertThat(Stage.at(experiment, 4).number()).isZero();
    assertThat(Stage.at(experiment, 5).number()).isEqualTo(1);
    assertThat(Stage.at(experiment, 17).number()).isEqualTo(1);
    assertThat(Stage.at(experiment, 18).number()).isEqualTo(2);
    assertThat(Stage.last(experiment).number()).isEqualTo(2);
  }

  @Test
  void blendsEachResolutionButTheFirstInOverOnePhase() {
    Stage second = stages.get(1);

    assertThat(stages.get(0).alpha(0)).isEqualTo(1);
    assertThat(second.alpha(5)).isEqualTo(0.01f);
    assertThat(second.alpha(6)).isEqualTo(0.17f);
    assertThat(second.alpha(12)).isEqualTo(1);
    assertThat(second.alpha(17)).isEqualTo(1);
  }

  @Test
  void isAllOfAnExperimentInWhichNothingGrows() {
    Experiment experiment = Examples.read(Examples.SMALLEST);

    assertThat(Stage.of(experiment)).hasSize(1);
    assertThat(Stage.last(experiment).now()).isSameAs(experiment);
    assertThat(Stage.last(experiment).grown()).isFalse();
  }

  @Test
  void leavesNothingToGrowInAStage() {
    assertThat(stages).allMatch(stage -> stage.now().training().growth().from().isEmpty());
    assertThat(stages).allMatch(stage -> stage.whole().equals(Examples.read(GROWING)));
  }
}
