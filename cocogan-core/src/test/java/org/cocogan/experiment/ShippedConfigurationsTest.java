package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.Regularizer;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.schedule.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedConfigurationsTest {
  private static final Path CONFIGS = Examples.repository().resolve("configs");

  /** Knows the networks that there are, beside what the examples know. */
  private static final SettingsReader READER = new SettingsReader(known());

  private static KnownNames known() {
    Map<String, SortedMap<String, List<ParameterDefinition<?>>>> kinds =
        new HashMap<>(Examples.KNOWN.kinds());
    kinds.put(KnownNames.GENERATOR, offered(GeneratorProvider.class));
    kinds.put(KnownNames.DISCRIMINATOR, offered(DiscriminatorProvider.class));
    return new KnownNames(kinds, Map.of(), "");
  }

  private static <P extends ConfigurableProvider>
      SortedMap<String, List<ParameterDefinition<?>>> offered(Class<P> kind) {
    SortedMap<String, List<ParameterDefinition<?>>> offered = new TreeMap<>();
    ServiceLoader.load(kind)
        .forEach(provider -> offered.put(provider.name(), provider.parameters()));
    return offered;
  }

  static List<Path> authorsFiles() throws IOException {
    return yamlFiles(CONFIGS);
  }

  static List<Path> smallFiles() throws IOException {
    return yamlFiles(CONFIGS.resolve("small"));
  }

  static List<Path> allFiles() throws IOException {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static List<Path> yamlFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void thereAreElevenFilesOfTheAuthors() throws IOException {
    assertThat(authorsFiles()).hasSize(11);
    assertThat(smallFiles()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("allFiles")
  void loadsWithoutAWarning(Path file) {
    ExperimentFile read = READER.read(file);

    assertThat(read.warnings()).isEmpty();
    // A file whose name is a step of something may be called after its folder, too.
    assertThat("-" + CONFIGS.relativize(file).toString().replace('/', '-'))
        .endsWith("-" + read.experiment().log().name() + ".yaml");
  }

  @ParameterizedTest
  @MethodSource("allFiles")
  void readsBackEqualToWhatItResolvesTo(Path file) {
    Experiment experiment = READER.read(file).experiment();

    ExperimentFile again = READER.read("config.yaml", experiment.toYaml());

    assertThat(again.experiment()).isEqualTo(experiment);
    assertThat(again.experiment().toYaml()).isEqualTo(experiment.toYaml());
    assertThat(again.experiment().differences(experiment)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("authorsFiles")
  void authorsFilesAgreeOnWhatIsTheSameInAll(Path file) {
    Experiment experiment = READER.read(file).experiment();

    assertThat(experiment.data().channels()).isEqualTo(3);
    TrainingSettings training = experiment.training();
    assertThat(training.epochs()).isEqualTo(OptionalLong.empty());
    assertThat(training.generatorPeriod()).isEqualTo(new Period(1));
    assertThat(training.discriminatorPeriod()).isEqualTo(new Period(1));
    assertThat(training.beta1()).isZero();
    assertThat(training.beta2()).isEqualTo(Schedule.constant(0.999));
    assertThat(training.generatorRate()).isEqualTo(Schedule.constant(1e-4));
    assertThat(training.discriminatorRate()).isEqualTo(Schedule.constant(4e-4));
    assertThat(training.contentRate()).isEqualTo(Schedule.constant(1e-4));
    assertThat(experiment.loss().gradientPenaltyWeight()).isEqualTo(Schedule.constant(10));
    NetworkSettings network = experiment.network();
    assertThat(network.latentSpace().dimension()).isEqualTo(128);
    assertThat(network.discriminatorExtraLayers()).isZero();
    assertThat(network.generatorWidth()).isEqualTo(64);
    assertThat(network.discriminatorWidth()).isEqualTo(64);
    assertThat(network.auxiliaryDimension()).isEqualTo(128);
    LogSettings log = experiment.log();
    assertThat(log.directory()).isEqualTo(Path.of("./logs/"));
    assertThat(log.runDirectory()).isEqualTo(Path.of("./logs").resolve(log.name()));
    assertThat(log.scalars()).isEqualTo(new Period(100));
    assertThat(log.images()).isEqualTo(new Period(1000));
    assertThat(log.checkpoints()).isEqualTo(new Period(5000));
    assertThat(log.samples()).isEqualTo(new Period(2000));
  }

  @ParameterizedTest
  @MethodSource("authorsFiles")
  void authorsCommonValuesAreTheDefaults(Path file) throws IOException {
    String common =
        "(c_dim|epochs|[GD]_update_period|beta[12]|[gdq]lr|gp_lambda|z_dim|d_extra_layers|n[gd]f_base"
            + "|aux_dim|log_step|img_step|ckpt_step|dump_img_step)";
    String yaml = Files.readString(file);
    String shortened = yaml.replaceAll("(?m)^  " + common + ": .*\n", "");

    assertThat(yaml.lines().count() - shortened.lines().count()).isEqualTo(19);
    assertThat(Examples.read(shortened)).isEqualTo(Examples.read(yaml));
  }

  @Test
  void panoramasKeepTheirCylinderAndTheirNever() {
    Experiment experiment = READER.read(CONFIGS.resolve("MP3D_256x768_N2M2S128.yaml")).experiment();

    assertThat(experiment.data().dataset()).isEqualTo("mp3d");
    assertThat(experiment.data().coordinateSystem()).isEqualTo("cylindrical");
    assertThat(experiment.data().layout())
        .isEqualTo(new PatchLayout(new Size(256, 768), new Size(128, 128), new Size(64, 64)));
    assertThat(experiment.data().epochImages()).isEqualTo(OptionalInt.of(10912));
    assertThat(experiment.data().evaluationImages()).isZero();
    assertThat(experiment.network().coordinateDimension()).isEqualTo(OptionalInt.of(3));
    assertThat(experiment.log().fid().isNever()).isTrue();
    assertThat(experiment.training().loadFrom()).isEmpty();
  }

  @Test
  void extrapolationNamesTheCheckpointItStartsFrom() {
    Experiment experiment =
        READER.read(CONFIGS.resolve("LSUN_256x256_N2M2S128_Extrapolation.yaml")).experiment();

    assertThat(experiment.training().extrapolation()).isTrue();
    assertThat(experiment.training().extrapolationSteps()).isEqualTo(1);
    assertThat(experiment.training().loadFrom())
        .contains(Path.of("./logs/LSUN_256x256_N2M2S128/ckpt/snapshot_best_fid/"));
    assertThat(experiment.loss().coordinateWeight()).isEqualTo(10_000);
  }

  @Test
  void patchGuidedGenerationTrainsTheContentNetwork() {
    Experiment experiment =
        READER
            .read(CONFIGS.resolve("CelebA_128x128_N2M2S64_PatchGuidedGeneration.yaml"))
            .experiment();

    assertThat(experiment.training().contentPeriod()).isEqualTo(new Period(1));
    assertThat(experiment.loss().contentWeight()).isEqualTo(100);
    assertThat(experiment.log().fid()).isEqualTo(new Period(5000));
  }

  @Test
  void portraitsFollowTheirRecipe() {
    Experiment experiment = READER.read(CONFIGS.resolve("small/portraits-32.yaml")).experiment();

    assertThat(experiment.data().dataset()).isEqualTo("quickstart");
    assertThat(experiment.training().steps()).isEqualTo(OptionalLong.of(3000));
    assertThat(experiment.training().batchSize()).isEqualTo(32);
    assertThat(experiment.training().generatorRate()).isEqualTo(Schedule.constant(5e-4));
    assertThat(experiment.training().discriminatorRate()).isEqualTo(Schedule.constant(5e-4));
    assertThat(experiment.training().beta2()).isEqualTo(Schedule.constant(0.9));
    assertThat(experiment.training().emaDecay()).isEqualTo(0.998);
    assertThat(experiment.loss())
        .isEqualTo(
            new LossSettings(
                AdversarialLoss.LOGISTIC,
                Regularizer.R1,
                Schedule.constant(10),
                Schedule.constant(1),
                1,
                0,
                0));
    assertThat(experiment.modelSettings(2).layout())
        .isEqualTo(new PatchLayout(new Size(32, 32), new Size(16, 16), new Size(8, 8)));
    assertThat(experiment.modelSettings(2).generatorWidth()).isEqualTo(16);
    assertThat(experiment.modelSettings(2).latentDimension()).isEqualTo(32);
    assertThat(experiment.modelSettings(2).variant()).isEqualTo(Variant.PAPER);
  }
}
