package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.run.CocoGan;
import org.cocogan.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStepsTest {
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
}
