package org.cocogan.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;

  @Test
  void deletesThoseOfTheNamesAlone() throws IOException {
    Path left = folder.resolve("tmp1");
    Files.createDirectories(left.resolve("inner"));
    Files.writeString(left.resolve("inner/library.so"), "x");
    Path other = Files.writeString(folder.resolve("kept"), "x");

    Leftovers.delete(folder, "tmp*");

    assertThat(folder).isDirectory();
    assertThat(left).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void findsNothingWhereThereIsNoFolder() {
    Leftovers.delete(folder.resolve("none"), "*");

    assertThat(folder).isEmptyDirectory();
  }
}
