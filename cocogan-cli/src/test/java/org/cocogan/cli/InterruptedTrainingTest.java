package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that end before their last step, by will or by force. */
@EnabledOnOs(OS.LINUX)
class InterruptedTrainingTest {
  private static final int ENDLESS = 1_000_000;

  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private ProgramProcess startEndless() throws IOException {
    return ProgramProcess.start(folder, tiny.words("train", "--steps", ENDLESS));
  }

  private static boolean isStep(String line, int step) {
    return line.startsWith("step " + step + "/");
  }

  private int lastSavedStep() throws IOException {
    return tiny.checkpoints().stream()
        .filter(name -> name.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElseThrow();
  }

  private void assertGoesOnAsIfNothingHadHappened(int from) throws IOException {
    int last = from + 2;
    assertThat(tiny.train("--steps", last).succeeding().outputLines())
        .contains("going on from step " + from + " (" + tiny.checkpoint(from) + ")");
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(last));
    tiny.train("--steps", last, "--set", "log_params.exp_name=whole").succeeding();
    assertThat(tiny.tensors(last))
        .hasSameBinaryContentAs(
            tiny.run("whole")
                .resolve(String.format(Locale.ROOT, "checkpoints/%08d/tensors.safetensors", last)));
  }

  @Test
  void savesAtCtrlCAndSaysHowToGoOn() throws Exception {
    try (ProgramProcess process = startEndless()) {
      tiny.awaitStep(3);
      CommandRun second = tiny.train();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errorLines())
          .containsExactly(
              "another process trains in "
                  + tiny.run()
                  + "; wait for it, or choose another exp_name");
      process.interrupt();
      CommandRun run = process.end();

      int saved = lastSavedStep();
      assertThat(run.errors()).isEmpty();
      assertThat(run.outputLines())
          .containsSubsequence(
              "stopped after step " + saved,
              "  checkpoint  " + tiny.checkpoint(saved),
              "  go on       ./cocogan train " + tiny.run().resolve("config.yaml"));
      assertThat(run.outputLines().stream().filter(line -> isStep(line, saved))).hasSize(1);
      assertGoesOnAsIfNothingHadHappened(saved);
    }
  }

  @Test
  void goesOnByTheLineItPrints() throws Exception {
    String line;
    try (ProgramProcess process =
        ProgramProcess.start(
            folder,
            tiny.words(
                "train",
                "--steps",
                ENDLESS,
                "--strict",
                "--set",
                "model_params.z_dim=6",
                "--set",
                "log_params.exp_name=it's another"))) {
      tiny.awaitStep("it's another", 3);
      process.interrupt();
      line =
          process.end().outputLines().stream()
              .filter(text -> text.startsWith("  go on "))
              .findFirst()
              .orElseThrow();
    }
    Path run = tiny.run("it's another");

    assertThat(line)
        .isEqualTo(
            "  go on       ./cocogan train '"
                + run.toString().replace("'", "'\\''")
                + "/config.yaml' --strict");
    assertThat(CommandRun.of("train", run.resolve("config.yaml"), "--steps", 1).succeeding())
        .extracting(CommandRun::output)
        .asString()
        .contains("going on from step ");
  }

  @Test
  void leavesAWholeCheckpointWhenKilled() throws Exception {
    try (ProgramProcess process = startEndless()) {
      tiny.awaitStep(7);
      process.kill();
    }

    int saved = lastSavedStep();
    assertThat(saved).isGreaterThanOrEqualTo(6);
    assertGoesOnAsIfNothingHadHappened(saved);
    assertThat(tiny.checkpoints()).allMatch(name -> name.matches("\\d{8}"));
  }

  @Test
  void saysWhenTheDiskIsFullAndKeepsTheCheckpointBefore() throws Exception {
    tiny.train("--steps", 2).succeeding();
    byte[] before = Files.readAllBytes(tiny.tensors(2));
    int largestKilobytes = before.length / 1024 - 1;

    CommandRun run;
    try (ProgramProcess process =
        ProgramProcess.startAfter("ulimit -f " + largestKilobytes, folder, tiny.words("train"))) {
      run = process.end();
    }

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "cannot save checkpoint "
                + tiny.checkpoint(4)
                + ": File too large; earlier checkpoints are untouched; free space or choose"
                + " another log_dir");
    assertThat(tiny.checkpoints()).containsExactly("00000002");
    assertThat(tiny.tensors(2)).hasBinaryContent(before);
    assertGoesOnAsIfNothingHadHappened(2);
  }

  @Test
  void saysThatSavingFailedAtCtrlC() throws Exception {
    tiny.train("--steps", 2).succeeding();
    long largestKilobytes = Files.size(tiny.tensors(2)) / 1024 - 1;

    CommandRun run;
    try (ProgramProcess process =
        ProgramProcess.startAfter(
            "ulimit -f " + largestKilobytes,
            folder,
            tiny.words("train", "--steps", ENDLESS, "--set", "log_params.ckpt_step=" + ENDLESS))) {
      tiny.awaitStep(3);
      process.interrupt();
      run = process.end();
    }

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errorLines().get(0))
        .startsWith("cannot save checkpoint ")
        .contains(": File too large; earlier checkpoints are untouched");
    assertThat(tiny.checkpoints()).containsExactly("00000002");
  }
}
