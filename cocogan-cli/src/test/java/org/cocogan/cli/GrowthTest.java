package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings whose networks grow: macro patches of 8x8, then 16x16; blended in for two steps. */
class GrowthTest {
  private static final int STAGE_STEPS = 4;
  private static final List<Object> SETTINGS =
      List.of(
          "--set",
          "model_params.generator=style",
          "--set",
          "model_params.discriminator=style-conditional",
          "--set",
          "data_params.macro_patch_size=[16, 16]",
          "--set",
          "data_params.micro_patch_size=[8, 8]",
          "--set",
          "loss_params.coord_loss_w=0",
          "--set",
          "train_params.grow_from=8",
          "--set",
          "train_params.grow_phase=8");

  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private CommandRun train(Object... options) {
    List<Object> words = new ArrayList<>(SETTINGS);
    words.addAll(List.of(options));
    return tiny.train(words.toArray());
  }

  @Test
  void growsAfterTwoPhasesAndGoesOnToTheEnd() throws IOException {
    CommandRun run = train("--steps", 7).succeeding();

    assertThat(run.outputLines())
        .contains(
            "step " + STAGE_STEPS + ": grown to macro patches of 16x16", "finished at step 7");
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(7));
    assertThat(tiny.checkpoints()).contains("00000004", "00000006", "00000007");
  }

  /** Stopped before growing, at the moment of it, and while the new resolution is blended in. */
  @Test
  void goesOnAsIfItHadNeverStopped() throws IOException {
    train("--steps", 7).succeeding();

    for (int stop : new int[] {3, STAGE_STEPS, 5, 7}) {
      train("--set", "log_params.exp_name=apart", "--steps", stop).succeeding();
    }

    assertThat(tiny.run("apart").resolve("checkpoints/00000007/tensors.safetensors"))
        .hasSameBinaryContentAs(tiny.tensors(7));
  }

  @Test
  void showsSmallerImagesEnlargedSoThatAllSheetsHaveOneSize() throws IOException {
    train("--steps", 7).succeeding();

    BufferedImage small = sheet(2);
    BufferedImage large = sheet(6);
    assertThat(small.getWidth()).isEqualTo(large.getWidth());
    int inside = 2;
    assertThat(small.getRGB(inside, inside)).isEqualTo(small.getRGB(inside + 1, inside + 1));
    assertThat(ImageIO.read(tiny.run().resolve("samples/progress.png").toFile()).getWidth())
        .isGreaterThan(large.getWidth());
  }

  private BufferedImage sheet(int step) throws IOException {
    return ImageIO.read(
        tiny.run().resolve(String.format(Locale.ROOT, "samples/step-%08d.png", step)).toFile());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, STAGE_STEPS})
  void drawsInTheSizeThatTheCheckpointHas(int step) {
    train("--steps", step).succeeding();

    CommandRun run = CommandRun.of("generate", tiny.run(), "--count", 1, "--json").succeeding();

    assertThat(run.json().get("image_size").get(0).asInt()).isEqualTo(8);
  }

  @Test
  void drawsAndExportsWhatIsHalfBlendedIn() {
    train("--steps", STAGE_STEPS + 1).succeeding();

    CommandRun run = CommandRun.of("generate", tiny.run(), "--count", 1, "--json").succeeding();
    assertThat(run.json().get("image_size").get(0).asInt()).isEqualTo(16);
    CommandRun.of("export", tiny.run(), "--output", folder.resolve("model.onnx")).succeeding();
  }

  @Test
  void keepsForItsFidWhatIsHalfBlendedInAsItIs() throws IOException {
    Path network = TinyNetwork.write(folder.resolve("tiny.onnx"), 4, 1);
    int step = STAGE_STEPS + 1;
    train(
            "--steps",
            step,
            "--set",
            "log_params.fid_step=1",
            "--set",
            "data_params.num_test_samples=8",
            "--set",
            "log_params.fid_network=" + network)
        .succeeding();
    Path best = tiny.run().resolve("ckpt/snapshot_best_fid");

    assertThat(firstImage(best)).hasSameBinaryContentAs(firstImage(tiny.run()));
    assertThat(best.resolve("score.json")).content().contains("\"step\" : " + step, ", of 16x16");
  }

  private Path firstImage(Path drawn) {
    Path output = folder.resolve("drawn-" + drawn.getFileName());
    CommandRun.of("generate", drawn, "--count", 1, "--output", output).succeeding();
    return output.resolve("seed-0-image-000000.png");
  }

  @Test
  void doesNotGoOnWithAnotherSchedule() {
    train("--steps", 2).succeeding();

    CommandRun run = train("--steps", 3, "--set", "train_params.grow_phase=16");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("train_params.grow_phase: 16 here, 8 there");
  }

  @Test
  void isListedStageByStage() {
    Path configuration = CommandRun.shipped("style/1-progressive");

    assertThat(CommandRun.of("check", configuration).succeeding().outputLines())
        .contains(
            "  grows             8x8 macro patches from step 0: batch 64, rates 0.01 and 0.01",
            "                    16x16 macro patches from step 375: batch 32, rates 0.01 and"
                + " 0.01");
    assertThat(CommandRun.of("check", configuration, "--json").succeeding().json().get("stages"))
        .hasSize(4);
  }

  @Test
  void refusesNetworksThatDoNotGrow() {
    CommandRun run = train("--set", "model_params.generator=cocogan");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains(
            "train_params.grow_from: the generator cocogan does not grow; write False, or choose"
                + " generator style and discriminator style-conditional");
  }
}
