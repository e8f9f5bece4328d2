package org.cocogan.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Saves in a process of its own that may write no file beyond 100 kB; Windows has no such limit to
 * set, nor a small disk to lend.
 */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  @TempDir Path folder;

  @Test
  void keepsTheEarlierCheckpointAndSaysWhatToDo() throws Exception {
    Path checkpoints = folder.resolve("checkpoints");

    String output = saveInAnotherProcess(checkpoints);

    assertThat(output)
        .contains(
            "cannot save checkpoint " + checkpoints.resolve("00000002") + ": File too large",
            "earlier checkpoints are untouched; free space or choose another log_dir");
    try (Stream<Path> entries = Files.list(checkpoints)) {
      assertThat(entries).containsExactly(checkpoints.resolve("00000001"));
    }
    Checkpoint latest = new Checkpoints(checkpoints, 3, notice -> {}).latest().orElseThrow();
    assertThat(latest.step()).isEqualTo(1);
    assertThat(HostVariables.content(latest.tensors()))
        .isEqualTo(HostVariables.random(1).content());
  }

  private static String saveInAnotherProcess(Path checkpoints)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    "bash",
                    "-c",
                    "ulimit -f 100; exec \"$@\"",
                    "bash",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:-UsePerfData",
                    "-Xshare:auto",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Save.class.getName(),
                    checkpoints.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(1);
    return output;
  }

  /** Saves a checkpoint of a few hundred bytes, then one of 400 kB. */
  static final class Save {
    private Save() {}

    public static void main(String[] arguments) {
      Checkpoints checkpoints = new Checkpoints(Path.of(arguments[0]), 1, notice -> {});
      HostVariables variables = HostVariables.random(1);
      checkpoints.save(1, "", variables);
      variables.set("large", HostArray.filled(Shape.of(100_000), 1));
      checkpoints.save(2, "", variables);
    }
  }
}
