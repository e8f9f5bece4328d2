package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

/** Experiments on pairs of two domains, and systems named by one word. */
class PairsTest {
  private static final String PAIRS =
      """
      data_params:
        dataset: ./first
        second_dataset: ./second
        full_image_size: [16, 32]
        macro_patch_size: [16, 32]
        micro_patch_size: [16, 32]
        coordinate_system: euclidean
      train_params:
        batch_size: 2
      model_params:
        system: styled
      log_params:
        exp_name: pairs
      """;

  @Test
  void aSystemNamesGeneratorAndDiscriminator() {
    NetworkSettings network = Examples.read(PAIRS).network();

    assertThat(network.generator()).isEqualTo("styled");
    assertThat(network.discriminator()).isEqualTo("styled");
    NetworkSettings mixed =
        Examples.read(
                PAIRS
                    .replace("system: styled", "system: styled\n  generator: cocogan")
                    .replace("[16, 32]", "[16, 16]"))
            .network();
    assertThat(mixed.generator()).isEqualTo("cocogan");
    assertThat(mixed.discriminator()).isEqualTo("styled");
  }

  @Test
  void refusesASystemThatOneOfTheNetworksLacks() {
    KnownNames known =
        Examples.known(
            Map.of(
                KnownNames.BACKEND,
                Set.of("djl"),
                KnownNames.GENERATOR,
                Set.of("cocogan", "styled"),
                KnownNames.DISCRIMINATOR,
                Set.of("cocogan"),
                KnownNames.COORDINATE_SYSTEM,
                Set.of("euclidean")),
            Map.of());

    assertThat(known.of(KnownNames.SYSTEM)).containsExactly("cocogan");
    assertThat(Examples.problems(PAIRS.replace("styled", "stiled")))
        .containsExactly(
            "run.yaml:11: model_params.system: there is no system stiled; did you mean styled?;"
                + " known: cocogan or styled");
  }

  @Test
  void readsBackEqualWithBothNetworksWritten() {
    Experiment experiment = Examples.read(PAIRS);

    assertThat(Examples.read(experiment.toYaml())).isEqualTo(experiment);
    assertThat(experiment.toYaml())
        .contains("  second_dataset: \"./second\"\n", "  generator: \"styled\"\n")
        .doesNotContain("system: \"styled\"");
  }

  @Test
  void theDomainsOfAPairAreHalfAsWide() {
    DataSettings pairs = Examples.read(PAIRS).data();
    DataSettings single = Examples.read(Examples.SMALLEST).data();
    Size half = new Size(16, 16);

    assertThat(pairs.domains())
        .extracting(DataSettings::dataset)
        .containsExactly("./first", "./second");
    assertThat(pairs.domains())
        .extracting(DataSettings::layout)
        .containsOnly(new PatchLayout(half, half, half));
    assertThat(single.secondDataset()).isEmpty();
    assertThat(single.domains()).containsExactly(single);
  }

  @Test
  void refusesPatchesOfPairsAndWhatWouldMixTheirImages() {
    String yaml =
        PAIRS
            .replace("micro_patch_size: [16, 32]", "micro_patch_size: [16, 16]")
            .replace("euclidean", "cylindrical\n  horizontal_flip: True")
            .replace("batch_size: 2", "batch_size: 2\n  diff_augment: [colour]");

    assertThat(Examples.problems(yaml))
        .containsExactly(
            "run.yaml:6: data_params.micro_patch_size: [16, 16] is not the whole pair; with"
                + " second_dataset it must be [16, 32]",
            "run.yaml:7: data_params.coordinate_system: cylindrical would join the edges of a"
                + " pair; pairs need euclidean",
            "run.yaml:8: data_params.horizontal_flip: would move pixels from one image of a pair"
                + " into the other; write False for pairs",
            "run.yaml:11: train_params.diff_augment: would move pixels from one image of a pair"
                + " into the other; write [] for pairs");
  }

  @Test
  void refusesPairsThatCannotBeHalved() {
    assertThat(Examples.problems(PAIRS.replace("[16, 32]", "[16, 31]")))
        .containsExactly(
            "run.yaml:4: data_params.full_image_size: [16, 31] cannot be halved into two images"
                + " side by side; the width must be even");
  }

  @Test
  void aSecondDataSetMayBeLeftOpen() {
    assertThat(Examples.read(PAIRS.replace("./second", "False")).data().secondDataset()).isEmpty();
    assertThat(Examples.problems(PAIRS.replace("./second", "celebb")))
        .singleElement()
        .asString()
        .startsWith(
            "run.yaml:3: data_params.second_dataset: there is no data set celebb; did you mean"
                + " celeba?");
  }

  @Test
  void warnsOfNetworksOfPairsWithoutASecondDomain() {
    KnownNames known =
        Examples.known(
            Map.of(
                KnownNames.BACKEND,
                Set.of("djl"),
                KnownNames.GENERATOR,
                Set.of("coupled"),
                KnownNames.DISCRIMINATOR,
                Set.of("coupled"),
                KnownNames.COORDINATE_SYSTEM,
                Set.of("euclidean")),
            Map.of());
    ExperimentFile read =
        new SettingsReader(known)
            .read(
                "run.yaml",
                PAIRS.replace("styled", "coupled").replace("  second_dataset: ./second\n", ""));

    assertThat(read.warnings())
        .extracting(Problem::toString)
        .isEqualTo(
            List.of(
                "run.yaml:9: warning: model_params.generator: coupled makes pairs of two domains,"
                    + " and without second_dataset each image of dataset is taken for such a pair,"
                    + " side by side"));
  }
}
