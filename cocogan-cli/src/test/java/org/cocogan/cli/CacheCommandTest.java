package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.cocogan.cache.NativesFolder;
import org.junit.jupiter.api.Test;

class CacheCommandTest {
  @Test
  void listsNativesAndDeletesThoseThatAreOutOfUse() throws IOException {
    NativesFolder old = NativesFolder.of("engine-of-this-test-1");
    Files.write(old.path().resolve("library.so"), new byte[2 << 20]);
    // Long before any start of an engine that other tests use.
    Files.setLastModifiedTime(old.path().resolve("lock"), FileTime.from(Instant.EPOCH));

    assertThat(CommandRun.of("cache").succeeding().outputLines())
        .contains(old.path() + "  2 MB, last used 1970-01-01");
    assertThat(CommandRun.of("cache", "--clean", "--days", 10_000).succeeding().outputLines())
        .contains("deleted " + old.path());
    assertThat(old.path()).doesNotExist();
  }

  @Test
  void refusesNegativeDays() {
    CommandRun run = CommandRun.of("cache", "--clean", "--days", -1);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).startsWith("--days must be at least 0.");
  }
}
