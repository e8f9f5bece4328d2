package org.cocogan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  @TempDir Path folder;

  @Test
  void addToWhatIsThere() throws IOException {
    Path file = folder.resolve("train.log");

    DurableFiles.append(file, "one\n");
    DurableFiles.append(file, "two\n");

    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void sayWhichFileTheDiskHasNoRoomFor() throws IOException {
    Path log = Files.createSymbolicLink(folder.resolve("train.log"), Path.of("/dev/full"));
    Path file = folder.resolve("config.yaml");
    Files.createSymbolicLink(folder.resolve("config.yaml.partial"), Path.of("/dev/full"));

    IOException added =
        catchThrowableOfType(IOException.class, () -> DurableFiles.append(log, "line"));
    IOException replaced =
        catchThrowableOfType(IOException.class, () -> DurableFiles.replace(file, new byte[9]));

    assertThat(FileFailures.describe(added)).isEqualTo(log + ": No space left on device");
    assertThat(FileFailures.describe(replaced)).isEqualTo(file + ": No space left on device");
  }
}
