package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that comes to nothing does not end as one that has learned. */
class DivergedTrainingTest {
  private static final Object[] TOO_FAST = {
    "--set", "train_params.glr=1e5", "--set", "train_params.dlr=1e5"
  };

  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private CommandRun diverge(int steps, Object... further) {
    Object[] options = new Object[2 + TOO_FAST.length + further.length];
    options[0] = "--steps";
    options[1] = steps;
    System.arraycopy(TOO_FAST, 0, options, 2, TOO_FAST.length);
    System.arraycopy(further, 0, options, 2 + TOO_FAST.length, further.length);
    return tiny.train(options);
  }

  @Test
  void failsWithWhatToDoAndSaysSoAsSoonAsItShows() {
    CommandRun run = diverge(30);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .startsWith("the training has diverged, ")
        .endsWith("with smaller learning rates (train_params.glr and dlr)");
    assertThat(run.outputLines())
        .filteredOn(line -> line.contains(": the training has diverged, "))
        .singleElement()
        .asString()
        .matches("step 1?\\d: .*");
    assertThat(tiny.checkpoint(30)).exists();
  }

  @Test
  void showsInSaturatedImagesWhereLossesAreBounded() {
    CommandRun run =
        diverge(
            30,
            "--set",
            "loss_params.adversarial_loss=hinge",
            "--set",
            "loss_params.regularizer=none");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("nearly all values of its images are the lowest or the");
  }

  @Test
  void keepsACheckpointFromBeforeAndGoesOnFromIt() throws IOException {
    tiny.train("--steps", 6).succeeding();

    CommandRun run = diverge(30);

    assertThat(run.errors()).contains("remove the checkpoints after " + tiny.checkpoint(6));
    assertThat(tiny.checkpoints()).containsExactly("00000006", "00000026", "00000028", "00000030");
    assertThat(CommandRun.of("generate", tiny.checkpoint(6), "--count", 1).succeeding().output())
        .contains("of step 6");
  }
}
