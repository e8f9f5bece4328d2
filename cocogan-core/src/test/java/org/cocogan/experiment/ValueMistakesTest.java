package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.cocogan.augment.Augmentation;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.Regularizer;
import org.cocogan.model.Variant;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.train.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values each kind of setting takes, and what it says to others. */
class ValueMistakesTest {
  @ParameterizedTest
  @ValueSource(strings = {"1e-4", "0.0001", "1.0e-4", "1E-4", ".0001", "+1e-4", "'1e-4'"})
  void readsARateHoweverItIsWritten(String rate) {
    assertThat(Examples.read(Examples.training("glr: " + rate)).training().generatorRate())
        .isEqualTo(Schedule.constant(1e-4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "inf", ".inf", ".nan", "NaN", "1e999", "1e-999", "0x1", "1d", "fast"})
  void refusesARateThatIsNoFiniteNumberAboveZero(String rate) {
    assertThat(Examples.problems(Examples.training("dlr: " + rate)))
        .containsExactly("run.yaml:9: train_params.dlr: must be a number above 0, not " + rate);
  }

  @Test
  void readsASchedule() {
    String lines = "glr: {shape: Cosine, from: 5e-4, to: 5e-5, steps: 3000}";
    Experiment experiment = Examples.read(Examples.training(lines, "ema_half_life: 1e4"));

    assertThat(experiment.training().generatorRate())
        .isEqualTo(new Schedule(Schedule.Shape.COSINE, 5e-4, 5e-5, 3000));
    assertThat(experiment.training().emaHalfLife()).contains(Schedule.constant(1e4));
    assertThat(Examples.read(experiment.toYaml())).isEqualTo(experiment);
    String still = "glr: {shape: linear, from: 5e-4, to: 5e-4, steps: 3000}";
    assertThat(Examples.read(Examples.training(still)).training().generatorRate())
        .isEqualTo(Schedule.constant(5e-4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{shape: cosine, from: 1, to: 2}|lacks steps; a schedule has shape, from, to and steps",
        "{shape: sine, from: 1, to: 2, steps: 3}|shape must be linear or cosine, not sine;"
            + " did you mean cosine?",
        "{shape: linear, from: 1, to: 0, steps: 3}|to must be a number above 0, not 0",
        "{shape: linear, form: 1, to: 2, steps: 3}|has an entry form; a schedule has shape, from,"
            + " to and steps; did you mean from?",
        "{to: 1, to: 2}|has to twice; keep one of them",
      })
  void refusesAScheduleThatSaysTooLittleOrTooMuch(String schedule, String why) {
    assertThat(Examples.problems(Examples.training("dlr: " + schedule)))
        .containsExactly("run.yaml:9: train_params.dlr: " + why);
  }

  @Test
  void refusesTwoMeasuresOfTheMovingAverage() {
    assertThat(Examples.problems(Examples.training("ema_decay: 0.9", "ema_half_life: 1e4")))
        .containsExactly(
            "run.yaml:10: train_params.ema_half_life: cannot be told together with ema_decay; keep"
                + " one of them");
  }

  @ParameterizedTest
  @CsvSource({"beta1,1", "beta2,-0.1", "ema_decay,1.0", "beta1,2"})
  void refusesADecayOutsideOfItsRange(String key, String value) {
    assertThat(Examples.problems(Examples.training(key + ": " + value)))
        .containsExactly(
            "run.yaml:9: train_params.%s: must be a number of at least 0 and below 1, not %s"
                .formatted(key, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3000", "3e3", "3000.0", "+3000"})
  void readsAWholeNumberHoweverItIsWritten(String steps) {
    assertThat(Examples.read(Examples.training("steps: " + steps)).training().steps())
        .isEqualTo(OptionalLong.of(3000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2.5", "-3", "1", "65537", "1e11", "1e99", "99999999999", "1e-999999999", "three"})
  void refusesABatchThatIsNoWholeNumberWithinBounds(String batch) {
    assertThat(Examples.problems(Examples.with("size: 32", "size: " + batch)))
        .containsExactly(
            "run.yaml:8: train_params.batch_size: must be a whole number from 2 to 65536, not "
                + batch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "'inf'", ".inf", "Infinity", "INF", "+inf", ".Inf"})
  void readsInfinityHoweverItIsWritten(String infinity) {
    String yaml =
        Examples.training("epochs: " + infinity, "steps: " + infinity, "Q_update_period: 0")
            + "  fid_step: "
            + infinity
            + "\n";

    Experiment experiment = Examples.read(yaml);

    assertThat(experiment.training().epochs()).isEmpty();
    assertThat(experiment.training().steps()).isEmpty();
    assertThat(experiment.log().fid()).isEqualTo(Period.NEVER);
  }

  @Test
  void refusesALogPeriodOfZeroAndAnUpdatePeriodBelowZero() {
    String yaml = Examples.training("D_update_period: -1") + "  log_step: 0\n";

    assertThat(Examples.problems(yaml))
        .containsExactly(
            "run.yaml:9: train_params.D_update_period: must be a whole number from 1 to 2147483647,"
                + " or 0 for never, not -1",
            "run.yaml:12: log_params.log_step: must be a whole number from 1 to 1000000000000000,"
                + " or inf for never, not 0");
  }

  @ParameterizedTest
  @CsvSource({"True,true", "true,true", "yes,true", "on,true", "False,false", "no,false"})
  void readsTheFlagsOfYaml(String written, boolean value) {
    String yaml =
        Examples.training(
            "train_extrap: " + written, "num_extrap_steps: 1", "force_load_from_dir: ./logs/a/");

    assertThat(Examples.read(yaml).training().extrapolation()).isEqualTo(value);
  }

  @Test
  void refusesAFlagThatIsNeitherTrueNorFalse() {
    assertThat(Examples.problems(Examples.training("train_extrap: 1")))
        .containsExactly("run.yaml:9: train_params.train_extrap: must be True or False, not 1");
    assertThat(Examples.problems(Examples.SMALLEST + "  merge_micro_patches_in_cpu: maybe\n"))
        .containsExactly(
            "run.yaml:11: log_params.merge_micro_patches_in_cpu: must be True or False, not maybe");
  }

  @Test
  void readsFalseAsNotSet() {
    String yaml =
        Examples.training("force_load_from_dir: False") + "model_params:\n  spatial_dim: False\n";

    Experiment experiment = Examples.read(yaml);

    assertThat(experiment.training().loadFrom()).isEmpty();
    assertThat(experiment.network().coordinateDimension()).isEmpty();
    assertThat(experiment.data().epochImages()).isEmpty();
    assertThat(Examples.read(Examples.training("force_load_from_dir: a/b")).training().loadFrom())
        .contains(Path.of("a/b"));
    assertThat(
            Examples.read(Examples.section("model_params", "spatial_dim: 3"))
                .network()
                .coordinateDimension())
        .isEqualTo(OptionalInt.of(3));
  }

  @Test
  void asksForTheValueThatAKeyLacks() {
    assertThat(Examples.problems(Examples.training("glr:", "dlr: ~", "qlr: ''")))
        .containsExactly(
            "run.yaml:9: train_params.glr: has no value; write a number above 0",
            "run.yaml:10: train_params.dlr: has no value; write a number above 0",
            "run.yaml:11: train_params.qlr: has no value; write a number above 0");
  }

  @Test
  void refusesListsAndMappingsWhereAWordBelongs() {
    assertThat(Examples.problems(Examples.training("glr: [1]", "adam_epsilon: {a: 1}")))
        .containsExactly(
            "run.yaml:9: train_params.glr: must be a number above 0, not a list",
            "run.yaml:10: train_params.adam_epsilon: must be a number above 0, not a mapping");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "32 | , not 32",
        "[32] | , not a list of 1",
        "[32, 32, 3] | , not a list of 3",
        "[32, 0] | ; 0 is no such side",
        "[32, 1.5] | ; 1.5 is no such side",
        "[32, 65537] | ; 65537 is no such side",
        "{h: 32, w: 32} | , not a mapping",
      })
  void refusesASizeThatIsNoHeightAndWidth(String size, String ending) {
    String yaml = Examples.with("[32, 32]", size);

    assertThat(Examples.problems(yaml))
        .containsExactly(
            "run.yaml:3: data_params.full_image_size: must be [height, width] in pixels, each a"
                + " whole number from 1 to 65536"
                + ending);
  }

  @Test
  void readsASizeWrittenAsABlock() {
    String yaml = Examples.with(" [32, 32]", "\n    - 32\n    - 32");

    assertThat(Examples.read(yaml)).isEqualTo(Examples.read(Examples.SMALLEST));
  }

  @Test
  void refusesChannelsOtherThanOneAndThree() {
    assertThat(Examples.problems(Examples.with("  dataset", "  c_dim: 2\n  dataset")))
        .containsExactly("run.yaml:2: data_params.c_dim: must be 1 or 3, not 2");
    assertThat(Examples.read(Examples.with("  dataset", "  c_dim: 1\n  dataset")).data().channels())
        .isEqualTo(1);
  }

  @Test
  void suggestsTheNearestChoice() {
    assertThat(Examples.problems(Examples.section("loss_params", "adversarial_loss: hing")))
        .containsExactly(
            "run.yaml:12: loss_params.adversarial_loss: must be wasserstein, hinge, logistic,"
                + " least_squares or relativistic, not hing; did you mean hinge?");
    assertThat(Examples.problems(Examples.section("loss_params", "regularizer: lipschitz")))
        .containsExactly(
            "run.yaml:12: loss_params.regularizer: must be gradient_penalty, r1, r1_r2 or none, not"
                + " lipschitz");
    assertThat(Examples.problems(Examples.training("device: tpu")))
        .containsExactly(
            "run.yaml:9: train_params.device: must be cpu, gpu or gpu:N, N from 0 to 99, not tpu");
    assertThat(Examples.problems(Examples.training("device: \"gpu:-1\""))).hasSize(1);
  }

  @Test
  void readsEveryChoice() {
    String yaml =
        Examples.training("sampling: continuous", "device: gpu:1", "threads: 3")
            + "loss_params:\n  adversarial_loss: Hinge\n  regularizer: none\n"
            + "model_params:\n  variant: paper\n";

    Experiment experiment = Examples.read(yaml);

    assertThat(experiment.training().sampling()).isEqualTo(Sampling.CONTINUOUS);
    assertThat(experiment.training().backendOptions().device()).isEqualTo("gpu:1");
    assertThat(experiment.training().backendOptions().gpu()).isEqualTo(1);
    assertThat(new BackendOptions(1, "gpu").gpu()).isZero();
    assertThat(experiment.training().backendOptions().threads()).isEqualTo(3);
    assertThat(experiment.loss().adversarial()).isEqualTo(AdversarialLoss.HINGE);
    assertThat(experiment.loss().regularizer()).isEqualTo(Regularizer.NONE);
    assertThat(experiment.network().variant()).isEqualTo(Variant.PAPER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[colour, cutout]", "[Cutout, COLOUR]", "\n    - cutout\n    - colour"})
  void readsAnyOfAFewWordsInAnyOrder(String list) {
    Experiment experiment = Examples.read(Examples.training("diff_augment: " + list));

    assertThat(experiment.training().diffAugment())
        .containsExactly(Augmentation.COLOUR, Augmentation.CUTOUT);
    assertThat(experiment.toYaml()).contains("  diff_augment: [colour, cutout]\n");
    assertThat(Examples.read(Examples.training("diff_augment: []")))
        .isEqualTo(Examples.read(Examples.SMALLEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[color] | ; color is none of them; did you mean colour?",
        "[colour, translate] | ; translate is none of them; did you mean translation?",
        "[colour, flip] | ; flip is none of them",
        "[cutout, cutoff] | ; cutoff is none of them; did you mean cutout?",
        "colour | , not colour",
        "{colour: 1} | , not a mapping",
        "[[colour]] | , not a list",
      })
  void refusesAListWithAnotherWord(String list, String ending) {
    assertThat(Examples.problems(Examples.training("diff_augment: " + list)))
        .containsExactly(
            "run.yaml:9: train_params.diff_augment: must be a list of none, some or all of colour,"
                + " translation and cutout"
                + ending);
  }

  @Test
  void refusesAListWithTheSameWordTwice() {
    assertThat(Examples.problems(Examples.training("diff_augment: [cutout, colour, Cutout]")))
        .containsExactly(
            "run.yaml:9: train_params.diff_augment: has cutout twice; keep one of them");
  }

  @Test
  void suggestsTheNearestKnownNameThatOfAPluginToo() {
    String yaml =
        Examples.training("backend: djll")
            + "model_params:\n  generator: stiled\n  discriminator: other\n";

    assertThat(Examples.problems(yaml))
        .containsExactly(
            "run.yaml:9: train_params.backend: there is no backend djll; did you mean djl?; known:"
                + " djl or dl4j",
            "run.yaml:13: model_params.generator: there is no generator stiled; did you mean"
                + " styled?; known: cocogan or styled",
            "run.yaml:14: model_params.discriminator: there is no discriminator other; known:"
                + " cocogan or styled");
  }

  @Test
  void saysWhatBringsABackendThatIsMissing() {
    assertThat(Examples.problems(Examples.training("backend: onnx")))
        .containsExactly(
            "run.yaml:9: train_params.backend: there is no backend onnx; known: djl or dl4j; the"
                + " jar of onnx brings it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"celeba-syn-inward", "./photos", "photos.zip", "/data/x", "C:\\data"})
  void acceptsADataSetByNameOrByPath(String dataset) {
    String yaml = Examples.with("quickstart", dataset);

    assertThat(Examples.read(yaml).data().dataset()).isEqualTo(dataset);
  }

  @Test
  void saysHowAPathLooksWhenADataSetIsUnknown() {
    assertThat(Examples.problems(Examples.with("quickstart", "quikstart")))
        .singleElement()
        .asString()
        .startsWith(
            "run.yaml:2: data_params.dataset: there is no data set quikstart; did you mean"
                + " quickstart?; known: celeba, ")
        .endsWith("; a file or folder needs a slash, such as ./quikstart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "\"a\\tb\"", "'a:b'", "a\\b"})
  void refusesANameThatNoFolderCanHave(String name) {
    assertThat(Examples.problems(Examples.with("exp_name: smallest", "exp_name: " + name)))
        .singleElement()
        .asString()
        .startsWith("run.yaml:10: log_params.exp_name: must be a name that a folder can have");
  }

  @Test
  void refusesParametersThatAreNoMapping() {
    assertThat(
            Examples.problems(
                Examples.section("model_params", "coordinate_parameters: {word: 1, word: 2}")))
        .containsExactly(
            "run.yaml:12: model_params.coordinate_parameters: has word twice; keep one of them");
    assertThat(Examples.problems(Examples.section("model_params", "coordinate_parameters: [1]")))
        .containsExactly(
            "run.yaml:12: model_params.coordinate_parameters: must be a mapping of names to"
                + " values, such as {angle: 0.5}");
    assertThat(
            Examples.problems(Examples.section("model_params", "coordinate_parameters: {word: }")))
        .containsExactly(
            "run.yaml:12: model_params.coordinate_parameters: at word has no value; write a word, a"
                + " number, True or False");
  }
}
