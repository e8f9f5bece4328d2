package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Settings that are right alone and wrong together. */
class CrossChecksTest {
  @Test
  void refusesAMacroPatchThatMicroPatchesDoNotTile() {
    assertThat(Examples.problems(Examples.with("[16, 16]", "[20, 16]")))
        .contains(
            "run.yaml:4: data_params.macro_patch_size: [20, 16] is no whole number of micro patches"
                + " of [8, 8]; the nearest is [24, 16]");
  }

  @Test
  void refusesAFullImageThatMicroPatchesDoNotTile() {
    assertThat(Examples.problems(Examples.with("[32, 32]", "[31, 50]")))
        .containsExactly(
            "run.yaml:3: data_params.full_image_size: [31, 50] is no whole number of micro patches"
                + " of [8, 8]; the nearest is [32, 48]");
  }

  @Test
  void refusesAMacroPatchLargerThanTheImage() {
    assertThat(Examples.problems(Examples.with("[16, 16]", "[64, 64]")))
        .containsExactly(
            "run.yaml:4: data_params.macro_patch_size: [64, 64] is larger than the full image of"
                + " [32, 32]; it must fit into it");
  }

  @Test
  void leavesPatchesToTheNetworks() {
    String yaml =
        """
        data_params:
          dataset: quickstart
          full_image_size: [30, 60]
          macro_patch_size: [12, 36]
          micro_patch_size: [6, 12]
          coordinate_system: euclidean
        train_params:
          batch_size: 2
        model_params:
          generator: styled
          discriminator: styled
        log_params:
          exp_name: wide
        """;

    Experiment experiment = Examples.read(yaml);

    assertThat(experiment.data().layout().microInMacro().rows()).isEqualTo(2);
    assertThat(experiment.data().layout().microInMacro().columns()).isEqualTo(3);
  }

  @Test
  void refusesCountsOfClassesThatNothingTells() {
    assertThat(
            Examples.problems(
                Examples.training("steps: 2")
                    .replace("log_params:", "model_params:\n  class_counts: {a: 1}\nlog_params:")))
        .satisfiesExactly(
            untold ->
                assertThat(untold)
                    .endsWith(
                        "model_params.class_counts: has no effect unless data_params.classes tells"
                            + " them"),
            alone ->
                assertThat(alone)
                    .endsWith(
                        "model_params.class_counts: must have from 2 to 1000 classes, not 1"));
  }

  @Test
  void asksForTheCheckpointThatExtrapolationStartsFrom() {
    assertThat(Examples.problems(Examples.training("train_extrap: True", "num_extrap_steps: 1")))
        .containsExactly(
            "run.yaml:9: train_params.train_extrap: starts from trained networks; name their"
                + " checkpoint in force_load_from_dir");
  }

  @Test
  void asksHowFarExtrapolationReaches() {
    assertThat(
            Examples.problems(
                Examples.training("force_load_from_dir: ./logs/a", "train_extrap: True")))
        .containsExactly(
            "run.yaml:10: train_params.train_extrap: has nothing to learn; set num_extrap_steps to"
                + " at least 1");
    assertThat(Examples.problems(Examples.training("num_extrap_steps: -1"))).hasSize(1);
  }

  @Test
  void warnsOfExtrapolationStepsWithoutExtrapolation() {
    assertThat(Examples.warnings(Examples.training("num_extrap_steps: 2")))
        .containsExactly(
            "run.yaml:9: warning: train_params.num_extrap_steps: has no effect unless train_extrap"
                + " is True");
  }

  @Test
  void warnsOfAContentLossWhoseNetworkIsNotTrained() {
    assertThat(Examples.warnings(Examples.section("loss_params", "code_loss_w: 100")))
        .containsExactly(
            "run.yaml:12: warning: loss_params.code_loss_w: counts predictions of a content network"
                + " that is never trained; set Q_update_period to 1, or code_loss_w to 0");
  }

  @Test
  void warnsOfAContentNetworkWhoseLossCountsNothing() {
    assertThat(Examples.warnings(Examples.training("Q_update_period: 1")))
        .containsExactly(
            "run.yaml:9: warning: train_params.Q_update_period: trains a content network whose loss"
                + " counts nothing; set code_loss_w to 100, or Q_update_period to 0");
  }

  @Test
  void warnsOfFidWithoutImagesToCompare() {
    String yaml =
        Examples.with("  dataset", "  num_test_samples: 0\n  dataset") + "  fid_step: 100\n";

    assertThat(Examples.warnings(yaml))
        .containsExactly(
            "run.yaml:12: warning: log_params.fid_step: has no effect while num_test_samples is 0;"
                + " write inf for never");
  }

  @Test
  void checksWhatItCanWhenOtherSettingsAreWrong() {
    String yaml = Examples.with("[32, 32]", "big").replace("[16, 16]", "[20, 20]");

    assertThat(Examples.problems(yaml))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("run.yaml:3: data_params.full_image_size: must be"))
        .anyMatch(line -> line.contains("[20, 20] is no whole number"));
  }

  @Test
  void reportsWarningsBesideErrors() {
    String yaml = Examples.training("Q_update_period: 1", "glr: 0");

    assertThat(Examples.refused(yaml).problems())
        .extracting(Problem::severity)
        .containsExactly(Problem.Severity.WARNING, Problem.Severity.ERROR);
  }
}
