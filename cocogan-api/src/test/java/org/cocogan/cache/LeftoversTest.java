package org.cocogan.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;

  @Test
  void deletesOldOnesOfTheNamesAlone() throws IOException {
    Path left = folder.resolve("tmp1");
    Files.createDirectories(left.resolve("inner"));
    Files.writeString(left.resolve("inner/library.so"), "x");
    age(left);
    Path young = Files.createDirectory(folder.resolve("tmp2"));
    Path other = Files.writeString(folder.resolve("kept"), "x");
    age(other);

    Leftovers.delete(folder, "tmp*");

    assertThat(folder).isDirectory();
    assertThat(left).doesNotExist();
    assertThat(young).exists();
    assertThat(other).exists();
  }

  @Test
  void findsNothingWhereThereIsNoFolder() {
    Leftovers.delete(folder.resolve("none"), "*");

    assertThat(folder).isEmptyDirectory();
  }

  private static void age(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.fromMillis(0));
  }
}
