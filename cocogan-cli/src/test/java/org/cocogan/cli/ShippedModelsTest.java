package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cocogan.file.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedModelsTest {
  private static final Path SHIPPED =
      CommandRun.shipped("").resolveSibling("../models").normalize();
  private static final long LARGEST = 2 << 20;

  private final ShippedModels.RunOrModel names = new ShippedModels.RunOrModel(Optional.of(SHIPPED));

  @TempDir Path folder;

  @Test
  void standByTheirNamesWithoutTheEnding() {
    assertThat(names.convert("portraits-64")).isEqualTo(SHIPPED.resolve("portraits-64.onnx"));
  }

  @Test
  void giveWayToAPathThatExists() throws IOException {
    Files.createFile(folder.resolve("src.onnx"));

    // The working directory of tests is the module's, which has this folder.
    assertThat(new ShippedModels.RunOrModel(Optional.of(folder)).convert("src"))
        .isEqualTo(Path.of("src"));
  }

  @Test
  void leaveOtherNamesAndPathsAsTheyAre() {
    for (String other : List.of("runs/portraits-64", "./portraits-64", "/portraits-64", "other")) {
      assertThat(names.convert(other)).isEqualTo(Path.of(other));
    }
  }

  @Test
  void areSmallAndHaveACardThatTellsWhichTheyAre() throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.list(SHIPPED)) {
      models = files.filter(file -> file.toString().endsWith(ShippedModels.ENDING)).toList();
    }
    assertThat(models).isNotEmpty();
    for (Path model : models) {
      assertThat(model).satisfies(file -> assertThat(Files.size(file)).isLessThan(LARGEST));
      String card = model.getFileName().toString().replace(ShippedModels.ENDING, ".md");
      assertThat(SHIPPED.resolve(card)).content().contains(Digests.of(model));
    }
  }

  @Test
  void drawImages() throws IOException {
    CommandRun.of(
            "generate", names.convert("portraits-64"), "--count", 2, "--sheet", "--output", folder)
        .succeeding();

    assertThat(folder).isDirectoryContaining("glob:**.png");
  }
}
