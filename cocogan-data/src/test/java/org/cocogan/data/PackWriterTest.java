package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackWriterTest {
  private static final Size SIZE = new Size(64, 64);

  @TempDir private Path temporary;

  @Test
  void leavesNothingBehindWhenTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "only Linux has a device that is always full");
    Path target = temporary.resolve("images.pack");
    PartialFile.Opener opener =
        partial -> {
          Files.createFile(partial);
          return FileChannel.open(full, StandardOpenOption.WRITE);
        };

    assertThatThrownBy(() -> new PackWriter(new PartialFile(target, opener), SIZE, 3, 1000))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            target + ": cannot be written: No space left on device; it needs up to 12.3 MB, ")
        .hasMessageEndingWith(" are free; choose another place or make room");
    assertThat(files()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenWritingFailsMidway() throws IOException {
    Path target = Files.writeString(temporary.resolve("images.pack"), "older");
    List<FileChannel> channels = new ArrayList<>();
    PartialFile.Opener opener =
        partial -> {
          FileChannel channel =
              FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          channels.add(channel);
          return channel;
        };
    PackWriter writer = new PackWriter(new PartialFile(target, opener), SIZE, 3, 1000);
    writer.add(Samples.noise(SIZE, 3, 0).pixels());
    channels.get(0).close();

    assertThatThrownBy(() -> writer.finish(new PackDescription("", "", Preparation.to(SIZE), 0)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(target + ": cannot be written: ");
    assertThat(files()).containsExactly("images.pack");
    assertThat(target).hasContent("older");
  }

  @Test
  void leavesNothingBehindWhenItIsNotFinished() throws IOException {
    try (PackWriter writer = new PackWriter(temporary.resolve("images.pack"), SIZE, 3, 1)) {
      writer.add(Samples.noise(SIZE, 3, 0).pixels());
      assertThat(files()).singleElement().asString().matches("images\\.pack\\..+\\.partial");
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void showsThePackOnlyWhenItIsWhole() throws IOException {
    Path target = temporary.resolve("deep").resolve("er").resolve("images.pack");
    try (PackWriter writer = new PackWriter(target, SIZE, 3, 1)) {
      writer.add(Samples.noise(SIZE, 3, 0).pixels());
      assertThat(target).doesNotExist();
      writer.finish(new PackDescription("", "", Preparation.to(SIZE), 0));
    }

    try (Pack pack = Pack.open(target)) {
      assertThat(pack.count()).isEqualTo(1);
    }
    assertThat(target.getParent()).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void refusesAPlaceThatCannotBe() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    Path target = file.resolve("images.pack");

    assertThatThrownBy(() -> new PackWriter(target, SIZE, 3, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(target + ": cannot be written: ");
  }

  @Test
  void refusesAPackWithoutImages() throws IOException {
    Path target = temporary.resolve("images.pack");
    try (PackWriter writer = new PackWriter(target, SIZE, 3, 0)) {
      assertThatThrownBy(() -> writer.finish(new PackDescription("", "", Preparation.to(SIZE), 0)))
          .isInstanceOf(DataException.class)
          .hasMessage(target + ": a pack needs at least one image");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesPixelsOfAnotherSize() {
    try (PackWriter writer = new PackWriter(temporary.resolve("images.pack"), SIZE, 3, 0)) {
      assertThatThrownBy(() -> writer.add(new byte[5]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("5 bytes are no image of 64x64 with 3 channels");
    }
  }

  @Test
  void tidiesUpAfterAProgramThatWasKilled() throws IOException {
    Path abandoned = Files.createFile(temporary.resolve("other.pack.12345678.partial"));
    Path inUse = Files.createFile(temporary.resolve("images.pack.abcdefab.partial"));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    Samples.pack(temporary.resolve("images.pack"), 1, SIZE, 3);

    assertThat(abandoned).doesNotExist();
    assertThat(inUse).exists();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> temporary.relativize(file).toString()).sorted().toList();
    }
  }
}
