package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.cocogan.plugin.Plugins;
import org.cocogan.run.RunDirectory;
import org.cocogan.wiring.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  /** Images of 16 pixels are shown eight times as large. */
  private static final int SHOWN = 8 * TinyExperiment.SIDE;

  private static final int WHITE = 0xffffffff;

  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  /** Standard error, which must be one line, of a command that failed. */
  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  @Test
  void leavesConfigurationCheckpointsSamplesAndLosses() throws IOException {
    CommandRun run = tiny.train().succeeding();

    assertThat(run.errors()).isEmpty();
    assertThat(run.outputLines())
        .contains(
            "packing 8 images of images (once)",
            "packed 8 images",
            "finished at step 4",
            "  checkpoint  " + tiny.checkpoint(4),
            "  samples     " + tiny.run().resolve("samples/step-00000004.png"),
            "  progress    " + tiny.run().resolve("samples/progress.png"),
            "  draw more   ./cocogan generate " + tiny.run());
    assertThat(TinyExperiment.files(tiny.run()).stream().map(TinyExperiment::name))
        .containsExactly(
            ".lock", "checkpoints", "config.yaml", "metrics.jsonl", "samples", "train.log");
    assertThat(tiny.checkpoints()).containsExactly("00000002", "00000004");
    assertThat(
            TinyExperiment.files(tiny.run().resolve("samples")).stream().map(TinyExperiment::name))
        .containsExactly(
            "progress.png", "step-00000000.png", "step-00000002.png", "step-00000004.png");
  }

  @Test
  void stopsAfterItsMinutesAndGoesOnFromThere() throws IOException {
    tiny.train("--steps", 2).succeeding();

    assertThat(tiny.train("--minutes", "1e-9").succeeding().outputLines())
        .contains("stopped after step 2");
    assertThat(tiny.train("--minutes", 60).succeeding().outputLines())
        .contains("finished at step 4");
    assertThat(tiny.train("--minutes", 0).exitCode()).isEqualTo(2);
  }

  @Test
  void trainsARunForEachSeed() throws IOException {
    CommandRun run = tiny.train("--seeds", "3,5", "--steps", 2).succeeding();

    assertThat(run.outputLines())
        .containsSubsequence(
            "seed 3, in " + tiny.run("tiny-seed-3"),
            "finished at step 2",
            "seed 5, in " + tiny.run("tiny-seed-5"),
            "finished at step 2");
    for (int seed : new int[] {3, 5}) {
      Path kept = tiny.run("tiny-seed-" + seed).resolve("config.yaml");
      assertThat(Files.readString(kept)).contains("\n  seed: " + seed + "\n");
    }
    assertThat(losses("tiny-seed-3")).isNotEqualTo(losses("tiny-seed-5"));
    tiny.train("--set", "train_params.seed=3", "--steps", 2).succeeding();
    assertThat(losses("tiny")).isEqualTo(losses("tiny-seed-3"));
    assertThat(tiny.train("--seeds", "1,1").exitCode()).isEqualTo(2);
  }

  private List<String> losses(String run) throws IOException {
    return tiny.losses(run).stream().map(entry -> entry.get("d_loss").asText()).toList();
  }

  @Test
  void keepsAConfigurationThatReadsBackToTheSameExperiment() throws IOException {
    tiny.train("--steps", 1).succeeding();

    Workbench workbench = Workbench.create(Plugins.none());
    String kept = Files.readString(tiny.run().resolve("config.yaml"));
    String given = Files.readString(tiny.configuration()).replace("steps: 4", "steps: 1");
    assertThat(workbench.read("kept", kept)).isEqualTo(workbench.read("given", given));
  }

  @Test
  void drawsASheetOfTheSampleCountAndAStripWithARowForEachSheet() throws IOException {
    tiny.train().succeeding();

    BufferedImage sheet = image("step-00000004.png");
    assertThat(sheet.getWidth()).isEqualTo(2 + 2 * (SHOWN + 2));
    assertThat(sheet.getHeight()).isEqualTo(sheet.getWidth());
    BufferedImage strip = image("progress.png");
    int label = strip.getWidth() - sheet.getWidth();
    assertThat(label).isBetween(20, 100);
    assertThat(strip.getHeight()).isEqualTo(3 * (SHOWN + 2));
    assertThat(row(strip, 2 * (SHOWN + 2) + 5, label)).isEqualTo(row(sheet, 5, 0));
    assertThat(row(strip, SHOWN / 2 + 1, 0)).as("a digit in the label").startsWith(WHITE);
    assertThat(Arrays.stream(row(strip, SHOWN / 2 + 1, 0)).limit(label).distinct())
        .containsExactlyInAnyOrder(WHITE, 0xff505050);
  }

  @Test
  void drawsASheetOfRawPixelsIfAsked() throws IOException {
    tiny.train("--steps", 2, "--set", "log_params.sample_scale=1").succeeding();

    assertThat(image("step-00000002.png").getWidth()).isEqualTo(2 + 2 * (TinyExperiment.SIDE + 2));
  }

  private BufferedImage image(String name) throws IOException {
    return ImageIO.read(tiny.run().resolve("samples").resolve(name).toFile());
  }

  private static int[] row(BufferedImage image, int y, int left) {
    int width = image.getWidth() - left;
    return image.getRGB(left, y, width, 1, null, 0, width);
  }

  @Test
  void logsEveryLossAsAFiniteNumber() throws IOException {
    tiny.train("--steps", 1).succeeding();

    JsonNode entry =
        new CommandRun(0, Files.readString(tiny.run().resolve("metrics.jsonl")), "").json();
    assertThat(entry.fieldNames())
        .toIterable()
        .contains(
            "step",
            "seconds",
            "images_per_s",
            "data_wait",
            "d_loss",
            "d_coordinate_loss",
            "g_loss");
    assertThat(entry.get("data_wait").doubleValue()).isBetween(0.0, 1.0);
    entry.forEach(value -> assertThat(value.isNumber()).as(entry.toString()).isTrue());
  }

  @Test
  void goesOnToFurtherStepsAndLogsEachStepOnce() throws IOException {
    tiny.train().succeeding();

    CommandRun run = tiny.train("--steps", 6).succeeding();

    assertThat(run.outputLines())
        .contains("going on from step 4 (" + tiny.checkpoint(4) + ")", "finished at step 6")
        .noneMatch(line -> line.startsWith("packing"));
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(6));
  }

  @Test
  void resumedAndUninterruptedTrainingsAreEqualBitForBit() throws IOException {
    tiny.train("--steps", 3).succeeding();
    tiny.train("--steps", 6).succeeding();
    tiny.train("--steps", 6, "--set", "log_params.exp_name=whole").succeeding();

    assertThat(tiny.tensors(6))
        .hasSameBinaryContentAs(
            tiny.run("whole").resolve("checkpoints/00000006/tensors.safetensors"));
    assertThat(tiny.run().resolve("samples/step-00000006.png"))
        .hasSameBinaryContentAs(tiny.run("whole").resolve("samples/step-00000006.png"));
  }

  @Test
  void hasNothingLeftToDoAtItsLastStep() throws IOException {
    tiny.train().succeeding();
    byte[] before = Files.readAllBytes(tiny.tensors(4));

    assertThat(tiny.train().succeeding().output()).contains("finished at step 4");
    assertThat(tiny.tensors(4)).hasBinaryContent(before);
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(4));
  }

  @Test
  void takesStepsAgainThatWereLoggedButNotSaved() throws IOException {
    tiny.train("--steps", 3).succeeding();
    Path log = tiny.run().resolve("metrics.jsonl");
    String first = Files.readString(log);
    Files.writeString(log, first + first.replace("\"step\":3", "\"step\":4") + "{\"step\":5,\"d_");

    tiny.train().succeeding();

    assertThat(tiny.loggedSteps().get(tiny.loggedSteps().size() - 1)).isEqualTo(4);
  }

  @Test
  void refusesACheckpointOfAnotherConfigurationAndNamesTheKeys() {
    tiny.train("--steps", 2).succeeding();

    CommandRun run =
        tiny.train("--set", "model_params.z_dim=8", "--set", "model_params.ngf_base=4");

    assertThat(refusal(run))
        .isEqualTo(
            "checkpoint "
                + tiny.checkpoint(2)
                + " is of another configuration: model_params.z_dim: 8 here, 4 there;"
                + " model_params.ngf_base: 4 here, 2 there; change it back, or choose another"
                + " exp_name; docs/configuration.md has in bold what a run keeps");
  }

  @Test
  void goesOnWithOtherRatesAndTellsSinceWhen() throws IOException {
    tiny.train("--steps", 2).succeeding();

    CommandRun run = tiny.train("--steps", 2, "--set", "train_params.glr=0.0002").succeeding();

    String told = "from step 2 on train_params.glr is 2.0E-4, 1.0E-4 before";
    assertThat(run.outputLines()).contains(told);
    assertThat(Files.readString(tiny.run().resolve("train.log"))).contains(told);
  }

  @Test
  void fallsBackToTheCheckpointBeforeATornOne() throws IOException {
    tiny.train().succeeding();
    byte[] whole = Files.readAllBytes(tiny.tensors(4));
    Files.write(tiny.tensors(4), Arrays.copyOf(whole, whole.length / 2));

    CommandRun run = tiny.train().succeeding();

    assertThat(run.outputLines())
        .contains(
            "checkpoint "
                + tiny.checkpoint(4)
                + " is damaged (tensors.safetensors has "
                + whole.length / 2
                + " bytes instead of "
                + whole.length
                + "); trying the one before",
            "going on from step 2 (" + tiny.checkpoint(2) + ")");
    assertThat(tiny.tensors(4)).hasBinaryContent(whole);
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(4));
  }

  @Test
  void refusesToGoOnWhenNoCheckpointIsWhole() throws IOException {
    tiny.train("--steps", 2).succeeding();
    Files.delete(tiny.checkpoint(2).resolve("manifest.json"));

    CommandRun run = tiny.train();

    assertThat(refusal(run))
        .isEqualTo(
            "no checkpoint in "
                + tiny.run().resolve("checkpoints")
                + " is whole; remove the folder to start anew");
    assertThat(run.output()).contains("its manifest.json cannot be read");
  }

  @Test
  void stopsAtALossThatIsNotFiniteAndKeepsTheLastCheckpoint() throws IOException {
    tiny.train("--steps", 2).succeeding();
    byte[] good = Files.readAllBytes(tiny.tensors(2));

    CommandRun run = tiny.train("--set", "train_params.glr=1e30", "--set", "train_params.dlr=1e30");

    assertThat(refusal(run))
        .matches(
            "[dg]_\\w+(, [dg]_\\w+)* not finite at step [23]: the first tensor that is not finite"
                + " is .+");
    assertThat(tiny.checkpoints()).containsExactly("00000002");
    assertThat(tiny.tensors(2)).hasBinaryContent(good);
    tiny.train().succeeding();
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(4));
  }

  @Test
  void refusesASecondTrainingInTheSameFolder() throws IOException {
    try (RunDirectory.Lock first = new RunDirectory(tiny.run()).lock()) {
      assertThat(first.lock().isValid()).isTrue();
      assertThat(refusal(tiny.train()))
          .isEqualTo(
              "another process trains in "
                  + tiny.run()
                  + "; wait for it, or choose another exp_name");
    }
    tiny.train("--steps", 1).succeeding();
  }

  @Test
  void refusesARunFolderWithAFileInTheWay() throws IOException {
    Files.createDirectories(tiny.run());
    Files.writeString(tiny.run().resolve("checkpoints"), "in the way");

    assertThat(refusal(tiny.train()))
        .startsWith("cannot write the run's folder " + tiny.run() + " (")
        .contains("a file of that name is in the way")
        .endsWith("); make it writable, or choose another log_dir");
  }

  @Test
  void refusesSizesThatDoNotDivide() {
    CommandRun run = tiny.train("--set", "data_params.full_image_size=[16, 18]");

    assertThat(refusal(run))
        .isEqualTo(
            "command line: data_params.full_image_size: [16, 18] is no whole number of micro"
                + " patches of [4, 4]; the nearest is [16, 20]");
    assertThat(tiny.run()).doesNotExist();
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(CommandRun.of("trian").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("trian").errors()).contains("'trian'").contains("train");
    assertThat(CommandRun.of().exitCode()).isEqualTo(2);
    assertThat(CommandRun.of().errors()).contains("Name a command. './cocogan --help'");
    assertThat(CommandRun.of("train").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("train").errors()).contains("CONFIG.yaml");
    assertThat(tiny.train("--steps", "some").exitCode()).isEqualTo(2);
    assertThat(tiny.train("--stpes", 4).exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("generate").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("quickstart", "--minutes", "few").exitCode()).isEqualTo(2);
  }
}
