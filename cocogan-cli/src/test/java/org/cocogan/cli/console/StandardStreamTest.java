package org.cocogan.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only what a system cannot be brought to; the rest is in {@code StandardOutputTest}. */
@EnabledOnOs(OS.LINUX)
class StandardStreamTest {
  /** What a system in German says of a pipe that nobody reads. */
  private static final OutputStream FAILING =
      new OutputStream() {
        @Override
        public void write(int value) throws IOException {
          throw new IOException("Datenübergabe unterbrochen");
        }
      };

  @TempDir Path folder;

  private StandardStream written(String target) throws IOException {
    StandardStream stream =
        new StandardStream(
            FAILING, Files.createSymbolicLink(folder.resolve("fd"), Path.of(target)));
    stream.write('x');
    return stream;
  }

  @Test
  void knowsABrokenPipeInEveryLanguage() throws IOException {
    assertThat(written("pipe:[4711]").failure()).isEmpty();
  }

  @Test
  void remembersWhyAFileCouldNotBeWritten() throws IOException {
    assertThat(written("/data/out.txt").failure())
        .hasValueSatisfying(e -> assertThat(e).hasMessage("Datenübergabe unterbrochen"));
  }
}
