package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows a training does not stop it, nor keep it from going on. */
class UndisturbedTrainingTest {
  /** Images of 16 pixels are shown eight times as large. */
  private static final int SHOWN = 8 * TinyExperiment.SIDE;

  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private Path sheet(String name) {
    return tiny.run().resolve("samples").resolve(name);
  }

  @Test
  void trainsTheSameWhereNothingCanBeShown() throws IOException {
    Files.createDirectories(tiny.run().resolve("metrics.jsonl"));
    Files.createDirectories(tiny.run().resolve("train.log"));
    Files.writeString(tiny.run().resolve("samples"), "in the way");

    CommandRun run = tiny.train().succeeding();

    assertThat(run.outputLines())
        .filteredOn(line -> line.endsWith("; going on"))
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .startsWith("no line in train.log after step 0: ")
                    .contains(tiny.run().resolve("train.log").toString()),
            line ->
                assertThat(line)
                    .startsWith("no line in metrics.jsonl after step 1: ")
                    .contains(tiny.run().resolve("metrics.jsonl").toString()),
            line ->
                assertThat(line)
                    .startsWith("no advice after step 0: ")
                    .contains(tiny.run().resolve("metrics.jsonl").toString()),
            line ->
                assertThat(line)
                    .startsWith("no sample sheet after step 0: ")
                    .contains(sheet("step-00000000.png").toString()));
    assertThat(run.outputLines())
        .contains("finished at step 4", "  checkpoint  " + tiny.checkpoint(4))
        .noneMatch(line -> line.startsWith("  samples"));
    tiny.train("--set", "log_params.exp_name=whole").succeeding();
    assertThat(tiny.tensors(4))
        .hasSameBinaryContentAs(
            tiny.run("whole").resolve("checkpoints/00000004/tensors.safetensors"));
  }

  @Test
  void goesOnWithAnotherCountOfSamples() throws IOException {
    tiny.train("--steps", 2).succeeding();

    CommandRun run = tiny.train("--set", "log_params.sample_count=9").succeeding();

    assertThat(run.output()).doesNotContain("going on;").contains("finished at step 4");
    int side = SHOWN + 2;
    assertThat(ImageIO.read(sheet("step-00000004.png").toFile()).getWidth())
        .isEqualTo(2 + 3 * side);
    assertThat(ImageIO.read(sheet("progress.png").toFile()).getHeight()).isEqualTo(side);
  }

  @Test
  void goesOnWithADamagedSheet() throws IOException {
    tiny.train("--steps", 2).succeeding();
    Files.writeString(sheet("step-00000002.png"), "no picture");

    CommandRun run = tiny.train("--steps", 6).succeeding();

    assertThat(run.outputLines())
        .filteredOn(line -> line.startsWith(sheet("step-00000002.png") + ": "))
        .singleElement()
        .asString()
        .endsWith("; the strip goes without it");
    assertThat(ImageIO.read(sheet("progress.png").toFile()).getHeight()).isEqualTo(3 * (SHOWN + 2));
  }

  @Test
  void goesOnWithALogThatTheDiskHasDamaged() throws IOException {
    tiny.train("--steps", 2).succeeding();
    Path log = tiny.run().resolve("metrics.jsonl");
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.writeBytes(Files.readAllBytes(log));
    damaged.write(0xff);
    damaged.writeBytes("{\"step\":2,\n".getBytes(StandardCharsets.UTF_8));
    Files.write(log, damaged.toByteArray());

    tiny.train().succeeding();

    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(4));
  }

  @Test
  void comparesRunsWithALogThatTheDiskHasDamaged() throws IOException {
    tiny.train("--steps", 2).succeeding();
    tiny.train("--steps", 2, "--set", "log_params.exp_name=other").succeeding();
    Files.write(tiny.run().resolve("metrics.jsonl"), new byte[] {(byte) 0xff, '\n'});

    CommandRun.of("compare", tiny.run(), tiny.run("other")).succeeding();
  }

  @Test
  void goesOnBesideFoldersOfOthers() throws IOException {
    tiny.train("--steps", 2).succeeding();
    Path checkpoints = tiny.run().resolve("checkpoints");
    Path many = Files.createDirectories(checkpoints.resolve("12345678901234567890123"));
    Path date = Files.createDirectories(checkpoints.resolve("20240101"));
    Files.writeString(date.resolve("notes.txt"), "mine");

    assertThat(tiny.train("--steps", 12).succeeding().outputLines())
        .contains("going on from step 2 (" + tiny.checkpoint(2) + ")");

    assertThat(tiny.checkpoints())
        .containsExactly("00000008", "00000010", "00000012", "12345678901234567890123", "20240101");
    assertThat(many).isDirectory();
    assertThat(date.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void keepsWhatLedToAFailureInTheLogOfTheRun() throws IOException {
    tiny.train("--steps", 2).succeeding();

    CommandRun run = tiny.train("--set", "model_params.z_dim=8");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(tiny.run().resolve("train.log"))
        .content()
        .contains("ended after step 2\n", " failed\n", run.errorLines().get(0), "at org.cocogan.");
  }
}
