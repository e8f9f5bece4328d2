package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.tensor.HostArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training that goes on beyond the edges of the images, from the networks of another run. */
class PostTrainingTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void trainTheFirstRun() throws IOException {
    tiny = TinyExperiment.in(folder);
    tiny.train("--steps", 2).succeeding();
  }

  private CommandRun further(Object... options) {
    return extrapolating("further", tiny.run(), options);
  }

  /** Post-trains a run of its own name. */
  private CommandRun extrapolating(String name, Path from, Object... options) {
    return tiny.train(
        together(
            set(
                "train_params.train_extrap=True",
                "train_params.num_extrap_steps=1",
                "train_params.force_load_from_dir=" + from,
                "log_params.exp_name=" + name),
            options));
  }

  private static Object[] set(String... values) {
    return Arrays.stream(values).flatMap(value -> Stream.of("--set", value)).toArray();
  }

  private static Object[] together(Object[] first, Object... second) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).as(run.errors()).hasSize(1);
    return run.errorLines().get(0);
  }

  private Path tensors(String run, int step) {
    return tiny.run(run)
        .resolve(String.format(Locale.ROOT, "checkpoints/%08d/tensors.safetensors", step));
  }

  @Test
  void startsFromTheOtherRunAndDrawsTheExtendedImage() throws IOException {
    CommandRun run = further("--steps", 2).succeeding();

    assertThat(run.outputLines())
        .contains("starting with the networks of " + tiny.checkpoint(2), "finished at step 2");
    BufferedImage sheet =
        ImageIO.read(tiny.run("further").resolve("samples/step-00000002.png").toFile());
    int side = 5 * (TinyExperiment.SIDE + 2 * TinyExperiment.MICRO);
    assertThat(sheet.getWidth()).isEqualTo(2 + 2 * (side + 2));
    assertThat(sheet.getHeight()).isEqualTo(sheet.getWidth());
    CommandRun.of("generate", tiny.run("further"), "--count", 1).succeeding();
  }

  @Test
  void logsTheLossesOfBothPlayersBeyondTheEdges() throws IOException {
    further("--steps", 1).succeeding();

    JsonNode entry =
        new CommandRun(0, Files.readString(tiny.run("further").resolve("metrics.jsonl")), "")
            .json();
    assertThat(entry.fieldNames())
        .toIterable()
        .containsSubsequence(
            "d_loss",
            "g_loss",
            "d_extrapolated_loss",
            "d_extrapolated_adversarial",
            "d_extrapolated_penalty",
            "d_extrapolated_coordinate_loss",
            "g_extrapolated_loss",
            "g_extrapolated_adversarial",
            "g_extrapolated_coordinate_loss");
  }

  @Test
  void keepsMomentsOfItsOwnForTheDiscriminatorAndTheFirstBlocks() throws IOException {
    further("--steps", 1).succeeding();

    Map<String, HostArray> tensors = SafeTensors.read(tensors("further", 1)).tensors();
    List<String> generator =
        tensors.keySet().stream()
            .filter(name -> name.startsWith("adam/g_extrapolated/m/"))
            .toList();
    assertThat(generator)
        .hasSize(14)
        .allMatch(name -> name.startsWith("adam/g_extrapolated/m/generator/block0/"));
    assertThat(tensors.keySet()).contains("adam/d_extrapolated/v/discriminator/spatial/fc1/weight");
  }

  @Test
  void resumedAndUninterruptedPostTrainingsAreEqualBitForBit() throws IOException {
    further("--steps", 1).succeeding();
    assertThat(further("--steps", 3).succeeding().output()).contains("going on from step 1 (");
    extrapolating("whole", tiny.run(), "--steps", 3).succeeding();

    assertThat(tensors("further", 3)).hasSameBinaryContentAs(tensors("whole", 3));
  }

  @Test
  void resumesWithoutTheRunItStartedFrom() throws IOException {
    further("--steps", 1).succeeding();
    Files.move(tiny.run(), folder.resolve("elsewhere"));

    assertThat(further("--steps", 2).succeeding().output()).contains("finished at step 2");
  }

  @Test
  void refusesToBeSwitchedOnOrOffWithinARun() {
    String here = "checkpoint " + tiny.checkpoint(2) + " is of another configuration: ";

    assertThat(refusal(extrapolating("tiny", tiny.run())))
        .isEqualTo(
            here
                + "train_params.train_extrap: True here, False there;"
                + " train_params.num_extrap_steps: 1 here, 0 there; change it back, or choose"
                + " another exp_name; docs/configuration.md has in bold what a run keeps");
    further("--steps", 1).succeeding();
    assertThat(refusal(tiny.train(set("log_params.exp_name=further"))))
        .contains("train_params.train_extrap: False here, True there");
    assertThat(refusal(further("--set", "train_params.num_extrap_steps=2")))
        .contains("train_params.num_extrap_steps: 2 here, 1 there");
  }

  @Test
  void postTrainsAPostTrainedRunFurtherOut() throws IOException {
    further("--steps", 1).succeeding();

    CommandRun run =
        extrapolating(
            "furthest",
            tiny.run("further"),
            "--steps",
            1,
            "--set",
            "train_params.num_extrap_steps=2",
            "--set",
            "train_params.ema_decay=0");

    assertThat(run.succeeding().output()).contains("finished at step 1");
  }

  @Test
  void takesOneCheckpointWhereItsOwnFolderIsNamed() {
    tiny.train("--steps", 4).succeeding();

    assertThat(
            extrapolating("further", tiny.checkpoint(2), "--steps", 1).succeeding().outputLines())
        .contains("starting with the networks of " + tiny.checkpoint(2));
  }

  @Test
  void takesTheNewestCheckpointForTheAuthorsBestOne() {
    Path best = tiny.run().resolve("ckpt/snapshot_best_fid");

    assertThat(extrapolating("further", best, "--steps", 1).succeeding().outputLines())
        .containsSubsequence(
            best
                + " stands for the newest checkpoint of "
                + tiny.run()
                + ": none is kept for its FID",
            "starting with the networks of " + tiny.checkpoint(2));
  }

  @Test
  void startsFromTheWeightsThatARunHasExported() throws IOException {
    Path weights = folder.resolve("weights.safetensors");
    CommandRun.of("export", tiny.run(), "--latest", "--format", "safetensors", "--output", weights)
        .succeeding();

    assertThat(extrapolating("exported", weights, "--steps", 2).succeeding().outputLines())
        .contains("starting with the networks of " + weights);

    further("--steps", 2).succeeding();
    assertThat(tensors("exported", 2)).hasSameBinaryContentAs(tensors("further", 2));
    Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 1000));
    assertThat(refusal(extrapolating("damaged", weights))).contains(weights.toString());
  }

  @Test
  void refusesWeightsThatDoNotSayWhatTheyAreOf() throws IOException {
    Path weights = folder.resolve("weights.safetensors");
    HostArray scalar = HostArray.scalar(0);
    try (OutputStream out = Files.newOutputStream(weights)) {
      new SafeTensors(Map.of("generator.bias", scalar), Map.of()).writeTo(out);
    }

    assertThat(refusal(extrapolating("further", weights)))
        .isEqualTo(
            weights
                + " does not say what networks it is of; write one by 'export RUN --format"
                + " safetensors'");
  }

  @Test
  void saysWhereThereIsNoRunToStartFrom() {
    Path gone = tiny.run("gone");
    Path best = gone.resolve("ckpt/snapshot_best_fid");

    assertThat(refusal(extrapolating("further", gone)))
        .isEqualTo(
            "train_params.force_load_from_dir: there is no run or checkpoint at "
                + gone
                + "; train that run first, or name another");
    assertThat(refusal(extrapolating("further", best)))
        .isEqualTo(
            "train_params.force_load_from_dir: there is no run or checkpoint at "
                + best
                + ", nor a run in "
                + gone
                + "; train that run first, or name another");
    assertThat(tiny.run("further").resolve("checkpoints")).doesNotExist();
  }

  @Test
  void looksForTheRunBeforeItPreparesTheImages() throws IOException {
    Files.delete(TinyExperiment.files(tiny.images()).get(0));

    assertThat(extrapolating("further", tiny.run("gone")).output()).doesNotContain("packing");
  }

  @Test
  void refusesNetworksOfAnotherShape() {
    assertThat(refusal(further("--set", "model_params.ngf_base=4")))
        .isEqualTo(
            "checkpoint "
                + tiny.checkpoint(2)
                + " is of another configuration: model_params.ngf_base: 4 here, 2 there;"
                + " force_load_from_dir needs a run of the same networks");
  }

  @Test
  void findsAllMistakesOfTheCoordinatesAtOnce() {
    CommandRun run =
        further(set("data_params.full_image_size=[8, 16]", "model_params.spatial_dim=3"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactlyInAnyOrder(
            "command line: model_params.spatial_dim: is 3, but coordinates of euclidean have 2"
                + " entries; write 2 or leave the key out",
            "command line: train_params.num_extrap_steps: extrapolation needs full images larger"
                + " than the macro patch along every open axis, but a macro patch of 8x8 fills a"
                + " full image of 8x16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toroidal|both of its axes are cyclic",
        "spherical|past the ends of its open axis its coordinates lead back into the image"
      })
  void refusesGeometriesWithoutAnEdge(String system, String reason) {
    assertThat(refusal(further("--set", "data_params.coordinate_system=" + system)))
        .isEqualTo(
            "command line: train_params.num_extrap_steps: the coordinate system "
                + system
                + " has no edge to extrapolate beyond: "
                + reason);
  }

  @Test
  void augmentsBeyondTheEdgesToo() {
    Object[] augmented =
        together(set("train_params.diff_augment=[colour, translation, cutout]"), "--steps", 1);

    further(augmented).succeeding();
  }

  @Test
  void wantsToKnowHowFarAndWhereFrom() {
    CommandRun run = tiny.train(set("train_params.train_extrap=True"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "command line: train_params.train_extrap: starts from trained networks; name their"
                + " checkpoint in force_load_from_dir",
            "command line: train_params.train_extrap: has nothing to learn; set num_extrap_steps"
                + " to at least 1");
  }

  @Test
  void growsPanoramasAtTheTopAndBottomOnly() throws IOException {
    Object[] cylinder =
        set("data_params.coordinate_system=cylindrical", "log_params.exp_name=round");
    tiny.train(together(cylinder, "--steps", 1)).succeeding();

    extrapolating(
            "rounder",
            tiny.run("round"),
            together(set("data_params.coordinate_system=cylindrical"), "--steps", 2))
        .succeeding();

    BufferedImage sheet =
        ImageIO.read(tiny.run("rounder").resolve("samples/step-00000002.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(2 + 2 * (8 * TinyExperiment.SIDE + 2));
    assertThat(sheet.getHeight())
        .isEqualTo(2 + 2 * (8 * (TinyExperiment.SIDE + 2 * TinyExperiment.MICRO) + 2));
  }

  @Test
  void stopsAtALossBeyondTheEdgesThatIsNotFinite() {
    further("--steps", 1).succeeding();

    assertThat(
            refusal(
                further(
                    "--steps",
                    4,
                    "--set",
                    "train_params.dlr=1e30",
                    "--set",
                    "train_params.glr=1e30")))
        .matches("[dg]_\\w+(, [dg]_\\w+)* not finite at step \\d: .+");
  }

  /** Words to train the authors' file as it is, but for narrow networks and few images. */
  private Object[] authors(String name, Object... options) {
    Object[] command = {"train", CommandRun.shipped(name)};
    Object[] narrow =
        set(
            "data_params.dataset=" + tiny.images(),
            "train_params.batch_size=2",
            "train_params.threads=1",
            "model_params.ngf_base=1",
            "model_params.ndf_base=1",
            "model_params.z_dim=4",
            "log_params.sample_count=1");
    return together(together(command, narrow), options);
  }

  private void writeImages(int width, int height) throws IOException {
    tiny.clearImages();
    for (int i = 0; i < 3; i++) {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      image.createGraphics().fillOval(i * 20, 0, 100, 100);
      ImageIO.write(image, "png", tiny.images().resolve(i + ".png").toFile());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void trainsTheAuthorsExtrapolationFromTheRunThatTheirFileNames() throws Exception {
    writeImages(256, 256);
    String name = "LSUN_256x256_N2M2S128_Extrapolation";
    Object[] here = set("log_params.log_dir=" + folder.resolve("logs"));
    CommandRun.of(authors("LSUN_256x256_N2M2S128", together(here, "--steps", 1))).succeeding();

    // The file's own folders are relative to the working directory.
    try (ProgramProcess process = ProgramProcess.start(folder, authors(name, "--steps", 1))) {
      assertThat(process.end().succeeding().outputLines())
          .contains(
              "./logs/LSUN_256x256_N2M2S128/ckpt/snapshot_best_fid stands for the newest checkpoint"
                  + " of logs/LSUN_256x256_N2M2S128: none is kept for its FID",
              "finished at step 1");
    }
    CommandRun resumed = CommandRun.of(authors(name, together(here, "--steps", 2))).succeeding();

    assertThat(resumed.outputLines())
        .anyMatch(line -> line.startsWith("going on from step 1 ("))
        .contains("finished at step 2");
    Path run = folder.resolve("logs").resolve(name);
    BufferedImage sheet = ImageIO.read(run.resolve("samples/step-00000002.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(384 + 4);
    assertThat(sheet.getHeight()).isEqualTo(384 + 4);
    CommandRun.of("generate", run, "--count", 1).succeeding();
  }

  @Test
  void trainsTheAuthorsPanoramas() throws IOException {
    writeImages(768, 256);
    String name = "MP3D_256x768_N2M2S128";
    Object[] here = set("log_params.log_dir=" + folder.resolve("logs"));
    CommandRun.of(authors(name, together(here, "--steps", 1))).succeeding();

    CommandRun resumed = CommandRun.of(authors(name, together(here, "--steps", 2))).succeeding();

    assertThat(resumed.outputLines()).contains("finished at step 2");
    Path run = folder.resolve("logs").resolve(name);
    assertThat(CommandRun.of("generate", run, "--count", 1).succeeding().output())
        .contains("1 image of 256x768 of step 2");
  }
}
