package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedModelsTest {
  @TempDir Path folder;
  private ShippedModels.RunOrModel names;

  @BeforeEach
  void ship() throws IOException {
    Files.createFile(folder.resolve("portraits.onnx"));
    names = new ShippedModels.RunOrModel(Optional.of(folder));
  }

  @Test
  void standByTheirNamesWithoutTheEnding() {
    assertThat(names.convert("portraits")).isEqualTo(folder.resolve("portraits.onnx"));
  }

  @Test
  void giveWayToAPathThatExists() throws IOException {
    // The working directory of tests is the module's, which has this folder.
    Files.createFile(folder.resolve("src.onnx"));

    assertThat(names.convert("src")).isEqualTo(Path.of("src"));
  }

  @Test
  void leaveOtherNamesAndPathsAsTheyAre() {
    for (String other :
        new String[] {"runs/portraits", "./portraits", "/portraits", "landscapes"}) {
      assertThat(names.convert(other)).isEqualTo(Path.of(other));
    }
  }
}
