package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that every command which reads one refuses in the same way. */
class BadConfigurationTest {
  /** Lines count from one. */
  private static final String GOOD =
      """
      data_params:
        dataset: celeba
        full_image_size: [64, 64]
        macro_patch_size: [32, 32]
        micro_patch_size: [16, 16]
        coordinate_system: euclidean
      train_params:
        batch_size: 64
        glr: 0.0001
      log_params:
        exp_name: good
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("run.yaml");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(file, yaml);
  }

  private Path writeWith(String line, String replacement) throws IOException {
    assertThat(GOOD).contains(line);
    return write(GOOD.replace(line, replacement));
  }

  /** Lines of standard error, which must be all there is. */
  private void assertRefused(Path configuration, String... problems) {
    for (String command : new String[] {"check", "coordinates"}) {
      assertRefusedBy(command, configuration, problems);
    }
  }

  /** By the networks, which are asked for all but coordinates. */
  private void assertRefusedByNetworks(Path configuration, String... problems) {
    CommandRun.of("coordinates", configuration).succeeding();
    assertRefusedBy("check", configuration, problems);
  }

  private void assertRefusedBy(String command, Path configuration, String... problems) {
    CommandRun run = CommandRun.of(command, configuration, "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines())
        .containsExactlyElementsOf(
            Arrays.stream(problems).map(problem -> configuration + problem).toList());
  }

  @Test
  void theGoodFileIsGood() throws IOException {
    CommandRun.of("check", write(GOOD)).succeeding();
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertRefused(file, ": there is no such file");
  }

  @Test
  void refusesWhatCannotBeRead() {
    assertRefused(folder, ": cannot be read: Is a directory");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Files.write(file, new byte[] {'a', '\n', (byte) 0xff});

    assertRefused(file, ":2: is not UTF-8; save it as UTF-8");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertRefused(
        write(""),
        ": is empty; it needs the sections data_params, train_params, loss_params, model_params and"
            + " log_params");
  }

  @Test
  void refusesMoreThanAMegabyte() throws IOException {
    assertRefused(
        write(GOOD + "#".repeat(1_000_000)),
        ": is larger than 1 MB, which no settings file is; is it the right file?");
  }

  @Test
  void refusesAliasesBeforeTheyExplode() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 30; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          String.format(Locale.ROOT, "a%d: &a%d [%s]%n", i, i, (before + ", ").repeat(9) + before));
    }

    assertRefused(
        write(bomb.toString()),
        ":2:10: has an alias, which settings do not take; write the value out");
  }

  @Test
  void refusesSizesThatDoNotDivide() throws IOException {
    assertRefused(
        writeWith("full_image_size: [64, 64]", "full_image_size: [60, 64]"),
        ":3: data_params.full_image_size: [60, 64] is no whole number of micro patches of [16, 16];"
            + " the nearest is [64, 64]");
  }

  @Test
  void refusesAnUnknownKeyAndNamesTheNearest() throws IOException {
    assertRefused(
        writeWith("glr: 0.0001", "dlrr: 0.0001"),
        ":9: train_params.dlrr: unknown key; did you mean dlr?");
  }

  @Test
  void refusesAKeyThatIsSetTwice() throws IOException {
    assertRefused(
        write(GOOD + "  exp_name: again\n"),
        ":12: log_params.exp_name: is already set in line 11; keep one of them");
  }

  @Test
  void refusesACoordinateDimensionThatTheSystemHasNot() throws IOException {
    assertRefused(
        write(GOOD + "model_params:\n  spatial_dim: 3\n"),
        ":13: model_params.spatial_dim: is 3, but coordinates of euclidean have 2 entries; write 2"
            + " or leave the key out");
  }

  @Test
  void namesEveryMistakeAtOnceWithItsLine() throws IOException {
    assertRefused(
        write(
            """
            data_params:
              dataset: ./images
              full_image_size: [60, 64]
              macro_patch_size: [24, 32]
              micro_patch_size: [16, 16]
              coordinate_system: euclidian
            train_params:
              batch_sise: 64
              glr: -1
            log_params:
              exp_name: one
              exp_name: two
            """),
        ":3: data_params.full_image_size: [60, 64] is no whole number of micro patches of [16, 16];"
            + " the nearest is [64, 64]",
        ":4: data_params.macro_patch_size: [24, 32] is no whole number of micro patches of [16,"
            + " 16]; the nearest is [32, 32]",
        ":6: data_params.coordinate_system: there is no coordinate system euclidian; did you mean"
            + " euclidean?; known: cylindrical, euclidean, spherical or toroidal",
        ":8: train_params.batch_sise: unknown key; did you mean batch_size?",
        ":9: train_params.glr: must be a number above 0, not -1",
        ":12: log_params.exp_name: is already set in line 11; keep one of them");
  }

  @Test
  void refusesContinuousPositionsInFullImages() throws IOException {
    String sampled = GOOD.replace("glr: 0.0001", "sampling: continuous");

    assertRefusedByNetworks(
        write(sampled + "model_params:\n  generator: full-image\n"),
        ":9: train_params.sampling: the generator full-image makes full images, which macro patches"
            + " are cut from where micro patches begin; write discrete");
  }

  @Test
  void refusesToExtrapolateFullImages() throws IOException {
    String extrapolated =
        GOOD.replace(
            "  glr: 0.0001\n",
            "  train_extrap: True\n  num_extrap_steps: 1\n  force_load_from_dir: runs/a\n");

    assertRefusedByNetworks(
        write(extrapolated + "model_params:\n  generator: multiple\n"),
        ":9: train_params.train_extrap: the generator multiple makes full images and nothing beyond"
            + " them; write False");
  }

  @Test
  void refusesMicroPatchesThatTheGeneratorCannotReachByDoubling() throws IOException {
    assertRefusedByNetworks(
        writeWith("micro_patch_size: [16, 16]", "micro_patch_size: [1, 16]"),
        ": model_params.generator: the generator cocogan needs a micro patch whose sides are 2 to 8"
            + " times the same power of two, two or more, not 1x16; try 4x16");
  }

  @Test
  void refusesFullImagesThatAGeneratorCannotReachByDoubling() throws IOException {
    assertRefusedByNetworks(
        write(
            GOOD.replace("full_image_size: [64, 64]", "full_image_size: [48, 64]")
                + "model_params:\n  generator: dcgan\n"),
        ":13: model_params.generator: the generator dcgan needs a square full image whose side is a"
            + " power of two and at least 8, not 48x64");
  }

  @Test
  void refusesACoordinateLossThatNoHeadOfABaselineLearns() throws IOException {
    assertRefusedByNetworks(
        write(GOOD + "loss_params:\n  coord_loss_w: 1\nmodel_params:\n  discriminator: wgan-gp\n"),
        ":13: loss_params.coord_loss_w: the discriminator wgan-gp predicts no coordinates; write"
            + " 0");
  }

  @Test
  void namesMistakesOfTheCommandLineBesideThoseOfTheFile() throws IOException {
    CommandRun run =
        CommandRun.of(
            "check",
            writeWith("glr: 0.0001", "glr: 0"),
            "--set",
            "train_params.batch_size=none",
            "--set",
            "train_params.nothing=1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("command line: train_params.batch_size: must be"))
        .anyMatch(line -> line.startsWith("command line: train_params.nothing: unknown key"))
        .contains(file + ":9: train_params.glr: must be a number above 0, not 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "coordinates"})
  void exitsWithTwoForWrongUsage(String command) throws IOException {
    Path good = write(GOOD);

    assertThat(CommandRun.of(command).exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(command, good, "--jsn").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(command, good, good).exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(command, good, "--set", "train_params.glr").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(command, "--jsn").errors())
        .contains("'./cocogan " + command + " --help'");
  }

  @Test
  void trainRefusesTheSameFiles() throws IOException {
    CommandRun run = CommandRun.of("train", writeWith("glr: 0.0001", "glr: 0"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(file + ":9: train_params.glr: must be a number above 0, not 0");
  }
}
