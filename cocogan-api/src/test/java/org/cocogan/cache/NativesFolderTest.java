package org.cocogan.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesFolderTest {
  @TempDir Path all;

  private static void usedDaysAgo(NativesFolder folder, int days) throws IOException {
    Files.setLastModifiedTime(
        folder.path().resolve("lock"), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void deletesWhatNobodyHasStartedWithForSoLong() throws IOException {
    NativesFolder old = NativesFolder.in(all, "engine-1");
    NativesFolder used = NativesFolder.in(all, "engine-2");
    Files.createDirectories(old.path().resolve("inner"));
    Files.write(old.path().resolve("inner/library.so"), new byte[5]);
    usedDaysAgo(old, 31);
    usedDaysAgo(used, 29);

    assertThat(old.size()).isEqualTo(5);
    assertThat(NativesFolder.clean(all, Duration.ofDays(30))).containsExactly(old);
    assertThat(old.path()).doesNotExist();
    assertThat(used.path()).isDirectory();
  }

  @Test
  void aStartNotesThatTheyAreInUse() throws IOException {
    usedDaysAgo(NativesFolder.in(all, "engine-1"), 31);

    NativesFolder used = NativesFolder.in(all, "engine-1");

    assertThat(used.lastUse()).isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    assertThat(NativesFolder.clean(all, Duration.ofDays(30))).isEmpty();
  }

  @Test
  void anotherFolderStandsInWhereNoneCanBeMade() throws IOException {
    Path file = Files.createFile(all.resolve("file"));

    NativesFolder standIn = NativesFolder.in(file, "engine-1");

    assertThat(standIn.path()).isDirectory().isWritable();
    assertThat(NativesFolder.in(file, "engine-1")).isEqualTo(standIn);
    assertThat(NativesFolder.in(file, "engine-2")).isNotEqualTo(standIn);
    assertThat(standIn.<String>whileAlone(() -> "started")).isEqualTo("started");
  }

  /** A folder stands where the file of the lock belongs, which nobody can write over. */
  @Test
  void takesAFolderThatCannotBeWrittenAsItIs() throws IOException {
    Path prepared = Files.createDirectories(all.resolve("engine-1"));
    Files.createDirectory(prepared.resolve("lock"));
    assertThat(NativesFolder.in(all, "engine-1").path()).isNotEqualTo(prepared);

    Files.createFile(prepared.resolve("library.so"));

    NativesFolder folder = NativesFolder.in(all, "engine-1");
    assertThat(folder.path()).isEqualTo(prepared);
    assertThat(folder.<String>whileAlone(() -> "started")).isEqualTo("started");
  }

  @Test
  void whoUnpacksIsAlone() throws IOException {
    NativesFolder folder = NativesFolder.in(all, "engine-1");

    assertThat(folder.<Boolean>whileAlone(() -> isLocked(folder))).isTrue();
    assertThat(isLocked(folder)).isFalse();
  }

  private static boolean isLocked(NativesFolder folder) {
    try (FileChannel channel =
        FileChannel.open(folder.path().resolve("lock"), StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
