package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.Regularizer;
import org.cocogan.schedule.Schedule;
import org.cocogan.train.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
  private static final Experiment SMALLEST = Examples.read(Examples.SMALLEST);
  private static final Experiment EXTRAPOLATING = Examples.read(extrapolating(1));

  private static String extrapolating(int steps) {
    return Examples.training(
        "train_extrap: True", "num_extrap_steps: " + steps, "force_load_from_dir: ./runs/a");
  }

  @TempDir Path folder;

  @Test
  void fillsInOurDefaults() {
    TrainingSettings training = SMALLEST.training();

    assertThat(training.seed()).isZero();
    assertThat(training.backend()).isEqualTo("djl");
    assertThat(training.emaDecay()).isZero();
    assertThat(training.adamEpsilon()).isEqualTo(1e-8);
    assertThat(training.checkpointsKept()).isEqualTo(3);
    assertThat(training.sampling()).isEqualTo(Sampling.DISCRETE);
    assertThat(training.contentPeriod()).isEqualTo(Period.NEVER);
    assertThat(training.backendOptions().device()).isEqualTo("cpu");
    assertThat(training.backendOptions().threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(SMALLEST.loss())
        .isEqualTo(
            new LossSettings(
                AdversarialLoss.WASSERSTEIN,
                Regularizer.GRADIENT_PENALTY,
                Schedule.constant(10),
                Schedule.constant(1),
                100,
                0,
                0));
    assertThat(SMALLEST.network().coordinateParameters()).isEmpty();
    assertThat(SMALLEST.data().centerCrop()).isTrue();
    assertThat(SMALLEST.log().sampleCount()).isEqualTo(16);
    assertThat(SMALLEST.log().fid().isNever()).isTrue();
    assertThat(SMALLEST.log().runDirectory()).isEqualTo(Path.of("./runs/smallest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a name with spaces",
        "\"tab\\tand \\\"quotes\\\" and \\\\ and \\u2028 and \\x85 and \\U0001F600\"",
        "\u7530\u4e2d",
        "'False'",
        "'null'",
        "'# none'",
      })
  void writesAnyWordSoThatItReadsBack(String word) {
    String yaml = Examples.training("force_load_from_dir: " + word);
    if (word.equals("'False'")) {
      yaml = Examples.with("exp_name: smallest", "exp_name: " + word);
    }
    Experiment experiment = Examples.read(yaml);

    assertThat(Examples.read(experiment.toYaml())).isEqualTo(experiment);
    assertThat(experiment).isNotEqualTo(SMALLEST);
  }

  @Test
  void writesEverySettingSoThatItReadsBack() {
    Experiment experiment =
        Examples.read(
            """
            data_params:
              dataset: rooms
              dataset_parameters: {floor: 3}
              classes: 'labels, of all.csv'
              crop: none
              preprocessing: official
              number_range: -1..1
              c_dim: 1
              full_image_size: [64, 128]
              macro_patch_size: [32, 32]
              micro_patch_size: [16, 16]
              num_train_samples: 7
              num_test_samples: 9
              coordinate_system: cylindrical
              cropper: jittering
              cropper_parameters: {pixels: 1}
              roll: False
              horizontal_flip: True
            train_params:
              epochs: 12
              steps: 123456789012
              batch_size: 3
              G_update_period: 2
              D_update_period: 0
              Q_update_period: 5
              beta1: 0.5
              beta2: 0.25
              adam_epsilon: 1.5e-7
              glr: 1e-5
              dlr: 2e-5
              qlr: 3e-5
              ema_decay: 0.999
              train_extrap: True
              num_extrap_steps: 2
              force_load_from_dir: /there
              sampling: continuous
              diff_augment: [cutout, colour]
              seed: -9223372036854775808
              backend: dl4j
              device: gpu
              threads: 4
              precision: bfloat16
              checkpoints_kept: 9
            loss_params:
              adversarial_loss: hinge
              regularizer: r1
              gp_lambda: 0.1
              r1_gamma: 12345678.9
              coord_loss_w: 0
              code_loss_w: 3
              drift: 0.001
            model_params:
              generator: styled
              discriminator: styled
              variant: paper
              z_dim: 1
              latent_distribution: normal
              class_counts: {cats: 3, 'big dogs': 4}
              spatial_dim: 3
              coordinate_parameters: {word: 'y: z', angle: 0.5, count: 2, closed: true}
              generator_parameters: {shape: square}
              discriminator_parameters: {shape: square}
              merger: blending
              merger_parameters: {overlap: 2}
              ngf_base: 2
              ndf_base: 3
              g_extra_layers: 4
              d_extra_layers: 5
              aux_dim: 6
              mapping_layers: 7
            log_params:
              exp_name: all of it
              log_dir: ./elsewhere
              log_step: 1
              img_step: inf
              fid_step: 3
              fid_network: models/other.onnx
              fid_preprocessing: clean
              fid_reference: data/real.npz
              metric_parameters: {kid: {subsets: 7}}
              ckpt_step: 4
              dump_img_step: 5
              sample_count: 6
              sample_scale: 2
              tensorboard: False
              report: False
            """);

    String yaml = experiment.toYaml();

    assertThat(Examples.read(yaml)).isEqualTo(experiment);
    for (Setting<?> setting : Settings.ALL) {
      boolean kept = setting.current().isPresent();
      assertThat(yaml.contains("\n  " + setting.key() + ": ")).as(setting.id()).isEqualTo(kept);
      boolean tested =
          kept
              && !GrowthKeys.ALL.contains(setting)
              && !setting.key().equals("ema_half_life") // in place of ema_decay
              && !setting
                  .key()
                  .startsWith("second_dataset"); // has patches of its own; see PairsTest
      assertThat(tested && setting.difference(experiment, SMALLEST).isEmpty())
          .as("%s is written but was the default", setting.id())
          .isFalse();
    }
  }

  @Test
  void writesHowTheNetworksGrowSoThatItReadsBack() {
    Experiment experiment =
        Examples.read(
            Examples.training(
                    "grow_from: 16",
                    "grow_phase: 1000",
                    "grow_batches: {16: 4}",
                    "grow_rates: {32: 1e-3, 16: 0.5}")
                .replace("[16, 16]", "[32, 32]"));

    assertThat(Examples.read(experiment.toYaml())).isEqualTo(experiment);
    assertThat(experiment.toYaml())
        .contains("grow_batches: {16: 4}", "grow_rates: {16: 0.5, 32: 0.001}");
    for (Setting<?> setting : GrowthKeys.ALL) {
      assertThat(setting.difference(experiment, SMALLEST)).as(setting.id()).isPresent();
    }
    assertThat(experiment.differences(SMALLEST))
        .extracting(Difference::key)
        .contains("train_params.grow_from", "train_params.grow_phase", "train_params.grow_batches")
        .doesNotContain("train_params.grow_rates");
  }

  @Test
  void namesWhatKeepsACheckpointFromBeingResumed() {
    Experiment other =
        Examples.read(
            Examples.section("model_params", "z_dim: 64", "aux_dim: 32", "variant: paper")
                .replace("[16, 16]", "[32, 32]"));

    assertThat(SMALLEST.differences(other))
        .extracting(Difference::toString)
        .containsExactly(
            "data_params.macro_patch_size: [16, 16] here, [32, 32] there",
            "model_params.variant: official here, paper there",
            "model_params.z_dim: 128 here, 64 there",
            "model_params.aux_dim: 128 here, 32 there");
    assertThat(SMALLEST.differences(SMALLEST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"seed: 7", "glr: 1e-3", "threads: 1", "backend: dl4j", "steps: 9", "epochs: 3"})
  void letsAResumedRunChangeWhatACheckpointDoesNotHold(String line) {
    assertThat(SMALLEST.differences(Examples.read(Examples.training(line)))).isEmpty();
  }

  @Test
  void tellsACheckpointWithAveragesFromOneWithout() {
    Experiment slow = Examples.read(Examples.training("ema_decay: 0.99"));
    Experiment slower = Examples.read(Examples.training("ema_decay: 0.999"));

    assertThat(SMALLEST.differences(slow))
        .containsExactly(new Difference("train_params.ema_decay", "0.0", "0.99"));
    assertThat(slow.differences(slower)).isEmpty();
  }

  @Test
  void startsFromNetworksWhateverTheirRunTrainedBeside() {
    Experiment averaged =
        Examples.read(Examples.training("ema_decay: 0.99", "num_extrap_steps: 2"));

    assertThat(SMALLEST.networkDifferences(averaged)).isEmpty();
    assertThat(SMALLEST.networkDifferences(EXTRAPOLATING)).isEmpty();
    assertThat(
            SMALLEST.networkDifferences(
                Examples.read(Examples.section("model_params", "z_dim: 9"))))
        .containsExactly(new Difference("model_params.z_dim", "128", "9"));
  }

  @Test
  void tellsACheckpointWithExtrapolationFromOneWithoutOrOfAnotherReach() {
    Experiment further = Examples.read(extrapolating(2));

    assertThat(SMALLEST.differences(EXTRAPOLATING))
        .extracting(Difference::toString)
        .containsExactly(
            "train_params.train_extrap: False here, True there",
            "train_params.num_extrap_steps: 0 here, 1 there");
    assertThat(EXTRAPOLATING.differences(further))
        .containsExactly(new Difference("train_params.num_extrap_steps", "1", "2"));
    assertThat(SMALLEST.differences(Examples.read(Examples.training("num_extrap_steps: 2"))))
        .isEmpty();
  }

  @Test
  void comparesItsCoordinateDimensionWithThatOfTheSystem() {
    ExperimentFile file =
        Examples.READER.read("run.yaml", Examples.section("model_params", "spatial_dim: 3"));

    assertThat(file.experiment().coordinateDimensionProblem(3)).isEmpty();
    assertThat(file.experiment().coordinateDimensionProblem(2).map(file::locate))
        .map(Problem::toString)
        .contains(
            "run.yaml:12: model_params.spatial_dim: is 3, but coordinates of euclidean have 2"
                + " entries; write 2 or leave the key out");
    assertThat(SMALLEST.coordinateDimensionProblem(2)).isEmpty();
  }

  @Test
  void locatesWhatOthersFindWrong() {
    ExperimentFile file = Examples.READER.read("run.yaml", Examples.SMALLEST);

    assertThat(file.error("data_params.coordinate_system", "is flat"))
        .hasToString("run.yaml:6: data_params.coordinate_system: is flat");
    assertThat(file.error("train_params.backend", "is off"))
        .hasToString("run.yaml:7: train_params.backend: is off");
    assertThat(file.error("model_params.generator", "is blind"))
        .hasToString("run.yaml: model_params.generator: is blind");
  }

  @Test
  void letsGivenValuesCountInPlaceOfTheFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), Examples.training("glr: wrong"));
    Map<String, String> given = new LinkedHashMap<>();
    given.put("train_params.glr", "2e-4");
    given.put("model_params.z_dim", "8");
    given.put("data_params.full_image_size", "[64, 64]");

    Experiment experiment = Examples.READER.read(file, given).experiment();

    assertThat(experiment.training().generatorRate()).isEqualTo(Schedule.constant(2e-4));
    assertThat(experiment.network().latentSpace().dimension()).isEqualTo(8);
    assertThat(experiment.data().layout().full().height()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train_params.glr | 0 | must be a number above 0, not 0",
        "train_params.glr | ''| has no value; write a number above 0, or a schedule",
        "train_params.grl | 1 | unknown key; did you mean train_params.glr?",
        "glr | 1 | unknown key; did you mean train_params.glr?",
      })
  void refusesAGivenValueAsItWouldTheFiles(String key, String value, String message)
      throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), Examples.SMALLEST);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Examples.READER.read(file, Map.of(key, value)))
        .withMessage("command line: " + key + ": " + message);
  }

  @Test
  void refusesAGivenValueThatIsNoYaml() throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), Examples.SMALLEST);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Examples.READER.read(file, Map.of("data_params.full_image_size", "[1, ")))
        .withMessageStartingWith("command line: data_params.full_image_size: is no YAML: ");
  }

  @Test
  void aPeriodIsDueAtItsMultiples() {
    Period period = new Period(5);

    assertThat(period.isDue(0)).isTrue();
    assertThat(period.isDue(10)).isTrue();
    assertThat(period.isDue(11)).isFalse();
    assertThat(Period.NEVER.isDue(0)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Period(-1))
        .withMessage("a period is at least 0 steps (never), not -1");
  }
}
