package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  private static final String SMALL = "CelebA_64x64_N2M2S32";
  private static final String EXTRAPOLATION = "LSUN_256x256_N2M2S128_Extrapolation";

  private static CommandRun check(String name, Object... further) {
    Object[] arguments =
        Stream.concat(Stream.of("check", CommandRun.shipped(name)), Stream.of(further)).toArray();
    return CommandRun.of(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "CelebA_64x64_N2M2S32, 11225091, 9449281, 66178",
    "LSUN_64x64_N2M2S32, 11225091, 9449281, 66178",
    "CelebA_128x128_N2M2S64, 11392515, 9842881, 66178",
    "CelebA_128x128_N2M2S64_PatchGuidedGeneration, 11392515, 9842881, 66178",
    "CelebA_128x128_N4M4S64, 11225091, 9842881, 66178",
    "CelebA_128x128_N8M8S64, 11225091, 9842881, 66178",
    "CelebA_128x128_N16M16S64, 11392515, 9842881, 66178",
    "LSUN_256x256_N2M2S128, 11504067, 9920897, 66178",
    "LSUN_256x256_N2M2S128_Extrapolation, 11504067, 9920897, 66178",
    "MP3D_256x768_N2M2S128, 11514179, 9921409, 66307",
    "CelebAHQ_1024x1024_N2M2S512, 11727171, 10076929, 66178"
  })
  void countsTheParametersOfEveryFileOfTheAuthors(
      String name, long generator, long discriminator, long spatialHead) {
    CommandRun run = check(name, "--json").succeeding();

    JsonNode parameters = run.json().get("parameters");
    assertThat(parameters.get("generator").longValue()).isEqualTo(generator);
    assertThat(parameters.get("discriminator").longValue()).isEqualTo(discriminator);
    assertThat(parameters.get("spatial_head").longValue()).isEqualTo(spatialHead);
    assertThat(parameters.get("content_head").longValue()).isEqualTo(82_432);
    assertThat(run.json().get("name").textValue()).isEqualTo(name);
  }

  @Test
  void checksEveryShippedFile() throws IOException {
    Path folder = CommandRun.shipped("").getParent();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> shipped = files.filter(file -> file.toString().endsWith(".yaml")).toList();

      assertThat(shipped)
          .hasSizeGreaterThan(11)
          .allSatisfy(file -> CommandRun.of("check", file).succeeding());
    }
  }

  @ParameterizedTest
  @CsvSource({"portraits-32", "portraits-64"})
  void missesNothingWhereTheImagesAreBuiltIn(String name) {
    CommandRun run = check("small/" + name, "--json").succeeding();

    assertThat(run.errors()).isEmpty();
    assertThat(run.json().get("missing")).isEmpty();
    assertThat(run.json().get("data").get("images").textValue()).isEqualTo("built in");
  }

  @Test
  void printsTheResolvedExperimentForPeople() {
    CommandRun run = check("small/portraits-64").succeeding();

    assertThat(run.outputLines())
        .contains(
            "portraits-64",
            "  full image        64x64, 4x4 micro patches",
            "  macro patch       32x32, 2x2 micro patches (N x M)",
            "  micro patch       16x16",
            "  macro positions   3x3",
            "  system            euclidean",
            "  dimension         2",
            "  generator                708,099  cocogan",
            "  adversarial       logistic",
            "  content head      not trained",
            "  run folder        ./runs/portraits-64");
    assertThat(run.outputLines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void tellsProgramsTheLayout() {
    JsonNode layout = check("MP3D_256x768_N2M2S128", "--json").succeeding().json().get("layout");

    assertThat(layout.toString())
        .isEqualTo(
            "{\"full_image_size\":[256,768],\"macro_patch_size\":[128,128],"
                + "\"micro_patch_size\":[64,64],\"micro_in_macro\":[2,2],\"micro_in_full\":[4,12],"
                + "\"macro_positions\":[3,12],\"generated_image_size\":[256,768]}");
  }

  @Test
  void countsTheWorkOfAnImageByItsMicroPatches() {
    JsonNode work = check(SMALL, "--json").succeeding().json().get("multiply_accumulates");

    long perPatch = work.get("per_micro_patch").longValue();
    assertThat(work.get("per_image").longValue()).isEqualTo(16 * perPatch);
    // The layers' formulas give 0.367 and 0.538 G; convolutions joined with resampling need less.
    assertThat(perPatch).isBetween(250_000_000L, 367_000_000L);
    assertThat(work.get("per_macro_patch").longValue()).isBetween(350_000_000L, 538_000_000L);
  }

  @Test
  void estimatesMoreMemoryForALargerBatchAndForAMovingAverage() {
    JsonNode small = memory("--set", "train_params.batch_size=2");
    JsonNode large = memory("--set", "train_params.batch_size=4");
    JsonNode averaged =
        memory("--set", "train_params.batch_size=2", "--set", "train_params.ema_decay=0.99");

    long difference = large.get("total").longValue() - small.get("total").longValue();
    assertThat(difference)
        .isEqualTo(large.get("intermediates").longValue() - small.get("intermediates").longValue())
        .isPositive();
    assertThat(small.get("average").longValue()).isZero();
    assertThat(averaged.get("average").longValue()).isEqualTo(4L * 11_237_510);
    long parts =
        Stream.of("weights", "moments", "average", "gradients", "intermediates")
            .mapToLong(part -> averaged.get(part).longValue())
            .sum();
    assertThat(averaged.get("total").longValue()).isEqualTo(parts);
  }

  private static JsonNode memory(Object... further) {
    Object[] arguments = Stream.concat(Stream.of("--json"), Stream.of(further)).toArray();
    return check(SMALL, arguments).succeeding().json().get("training_memory_bytes");
  }

  @Test
  void countsMomentsForEachPlayerThatTrainsAWeight() {
    JsonNode memory = memory();

    // The spatial head is trained by both players; the content head by none here.
    assertThat(memory.get("moments").longValue())
        .isEqualTo(2 * 4L * (11_225_091 + 9_449_281 + 2 * 66_178));
    assertThat(memory.get("gradients").longValue()).isEqualTo(4L * (11_225_091 + 66_178));
  }

  @Test
  void warnsOfEverythingThatTrainingMissesInTheOrderOfLines() {
    CommandRun run = check(EXTRAPOLATION).succeeding();

    Path file = CommandRun.shipped(EXTRAPOLATION);
    assertThat(run.errorLines())
        .containsExactly(
            file
                + ":2: warning: data_params.dataset: there is no folder data/lsun, pack"
                + " data/lsun.pack or zip data/lsun.zip; train needs one",
            file
                + ":24: warning: train_params.force_load_from_dir: there is no run or checkpoint at"
                + " ./logs/LSUN_256x256_N2M2S128/ckpt/snapshot_best_fid, nor a run in"
                + " logs/LSUN_256x256_N2M2S128; train starts from its networks");
    assertThat(check(EXTRAPOLATION, "--json").json().get("missing")).hasSize(2);
  }

  @Test
  void reportsTheExtrapolatedImage() {
    JsonNode report = check(EXTRAPOLATION, "--json").succeeding().json();

    assertThat(report.get("layout").get("generated_image_size").toString()).isEqualTo("[384,384]");
    assertThat(report.get("coordinates").get("extrapolation_steps").intValue()).isEqualTo(1);
    JsonNode work = report.get("multiply_accumulates");
    assertThat(work.get("per_image").longValue())
        .isEqualTo(36 * work.get("per_micro_patch").longValue());
  }

  @Test
  void countsTheMomentsOfThePlayersBeyondTheEdges() {
    String[] off = {
      "--set", "train_params.train_extrap=False", "--set", "train_params.num_extrap_steps=0"
    };
    long moments = moments(check(EXTRAPOLATION, "--json"));
    long without = moments(check(EXTRAPOLATION, "--json", off[0], off[1], off[2], off[3]));

    long discriminator = 9_920_897 + 66_178;
    // 1024 to 512 to 256 channels: two 3x3 convolutions and a 1x1 one, and 130 inputs for each
    // scale and shift.
    long block0 = 9 * (1024L * 512 + 512 * 512) + 1024 * 512 + 3 * 512 + 2 * 131 * (1024L + 512);
    long block1 = 9 * (512L * 256 + 256 * 256) + 512 * 256 + 3 * 256 + 2 * 131 * (512L + 256);
    assertThat(moments - without).isEqualTo(2 * 4 * (discriminator + block0 + block1));
  }

  private static long moments(CommandRun run) {
    return run.succeeding().json().get("training_memory_bytes").get("moments").longValue();
  }

  @Test
  void tellsWhatPostTrainingStartsFromAndTrains() {
    assertThat(check("small/portraits-32-extrapolation").succeeding().outputLines())
        .contains(
            "  extrapolated      1 beyond each open edge: image 48x48, 6x6 micro patches, 5x5 macro"
                + " positions",
            "  starts from       runs/portraits-32")
        .anyMatch(line -> line.startsWith("  extrapolation "))
        .allMatch(line -> line.length() <= 100);
    JsonNode schedule = check(EXTRAPOLATION, "--json").succeeding().json().get("schedule");
    assertThat(schedule.get("starts_from").textValue())
        .isEqualTo("./logs/LSUN_256x256_N2M2S128/ckpt/snapshot_best_fid");
  }

  @Test
  void passesOnTheWarningsAboutSettings() {
    CommandRun run = check(SMALL, "--set", "loss_params.code_loss_w=100").succeeding();

    assertThat(run.errorLines())
        .anyMatch(
            line ->
                line.startsWith(
                    "command line: warning: loss_params.code_loss_w: counts predictions"));
  }

  @Test
  void startsNoEngine() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                CommandRun.shipped("small/portraits-32").toString())
            .redirectErrorStream(true)
            .start();

    assertThat(process.inputReader().lines())
        .anyMatch(line -> line.contains("org.cocogan.backend.djl.DjlBackendProvider"))
        .anyMatch(line -> line.contains("672,515"))
        .noneMatch(line -> line.contains("ai.djl.engine."));
  }

  @Test
  void refusesNetworksTooLargeToCount() {
    CommandRun run = check(SMALL, "--set", "model_params.ngf_base=16384");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains("131072 x 262144 x 3 x 3 is more than the 2147483647 that can be counted");
  }
}
