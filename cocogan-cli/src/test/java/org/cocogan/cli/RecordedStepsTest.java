package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.run.CocoGan;
import org.cocogan.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStepsTest {
  private static final String LOSSES = "d_loss";

  @TempDir Path folder;

  @Test
  void areInTheLogWhenTheirCheckpointIsSaved() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder);
    List<List<Integer>> logged = new ArrayList<>();
    CocoGan cocogan = CocoGan.create();

    cocogan
        .training(cocogan.read(tiny.configuration()))
        .with(
            new TrainingListener() {
              @Override
              public String product() {
                return "what was logged";
              }

              @Override
              public void saved(long step, Path checkpoint) throws IOException {
                logged.add(tiny.loggedSteps());
              }
            })
        .run();

    assertThat(logged).containsExactly(List.of(1, 2), List.of(1, 2, 3, 4));
  }

  @Test
  void makesUpForWhatAKillRightAfterACheckpointHasPrevented() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder);
    tiny.train("--steps", 4, "--set", "log_params.exp_name=whole").succeeding();
    tiny.train("--steps", 2).succeeding();
    Path sheet = tiny.run().resolve("samples/step-00000002.png");
    Files.delete(sheet);
    Path log = tiny.run().resolve("metrics.jsonl");
    Files.write(
        log, Files.readAllLines(log).stream().filter(line -> line.contains(LOSSES)).toList());

    tiny.train("--steps", 4).succeeding();

    assertThat(sheet)
        .hasSameBinaryContentAs(tiny.run("whole").resolve("samples/step-00000002.png"));
    assertThat(beside(log))
        .isNotEmpty()
        .isEqualTo(beside(tiny.run("whole").resolve("metrics.jsonl")));
  }

  /** What is logged beside the steps, in its order. */
  private static List<String> beside(Path log) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> !line.contains(LOSSES)).toList();
  }
}
