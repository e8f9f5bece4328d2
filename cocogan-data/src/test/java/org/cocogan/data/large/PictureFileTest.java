package org.cocogan.data.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cocogan.data.DataException;
import org.cocogan.data.Journal;
import org.cocogan.data.PartialFile;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PictureFileTest {
  private static final Raster RASTER = new Raster(new Size(115, 70), 3, 32);

  @TempDir private Path folder;

  static Stream<Arguments> formatsAndRasters() {
    List<Raster> rasters =
        List.of(
            RASTER,
            new Raster(new Size(64, 64), 1, 32),
            new Raster(new Size(33, 31), 1, 32),
            new Raster(new Size(1, 1), 3, 16),
            new Raster(new Size(40, 30_000), 3, 32));
    return Stream.of("picture.png", "picture.tif", "picture.TIFF", "raw.tif")
        .flatMap(name -> rasters.stream().map(raster -> Arguments.of(name, raster)));
  }

  private static RasterFormat format(String name) {
    return name.startsWith("raw")
        ? RasterFormat.tiff(false)
        : RasterFormat.of(Path.of(name)).orElseThrow();
  }

  private PictureFile open(String name, String drawn) {
    return PictureFile.open(folder.resolve(name), RASTER, format(name), drawn);
  }

  private Path write(String name, Raster raster) {
    Path file = folder.resolve(name);
    try (PictureFile picture = PictureFile.open(file, raster, format(name), "drawn")) {
      Sample.add(picture, raster, raster.bands());
      picture.finish();
    }
    return file;
  }

  private void writeBands(String name, int bands) {
    try (PictureFile picture = open(name, "drawn")) {
      Sample.add(picture, RASTER, bands);
    }
  }

  @ParameterizedTest
  @MethodSource("formatsAndRasters")
  void writesWhatImageReadersRead(String name, Raster raster) throws IOException {
    assertThat(Sample.read(write(name, raster))).isEqualTo(Sample.of(raster).pixels());
    assertThat(Sample.names(folder)).containsExactly(name);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void goesOnAfterAnInterruption(String name) throws IOException {
    writeBands(name, 2);
    assertThat(Sample.names(folder)).containsExactly(name + ".journal", name + ".partial");
    byte[] goneOnWith;
    try (PictureFile picture = open(name, "drawn")) {
      assertThat(picture.done()).isEqualTo(2);
      assertThat(picture.startedAnew()).isFalse();
      Sample.add(picture, RASTER, RASTER.bands());
      picture.finish();
      goneOnWith = Files.readAllBytes(picture.target());
    }

    assertThat(Sample.names(folder)).containsExactly(name);
    assertThat(goneOnWith).isEqualTo(Files.readAllBytes(write(name, RASTER)));
  }

  static Stream<String> formats() {
    return Stream.of("picture.png", "picture.tif", "raw.tif");
  }

  @Test
  void startsAnewWhereAnotherPictureWasBegun() throws IOException {
    writeBands("picture.png", 2);
    try (PictureFile picture = open("picture.png", "drawn otherwise")) {
      assertThat(picture.done()).isZero();
      assertThat(picture.startedAnew()).isTrue();
      Sample.add(picture, RASTER, RASTER.bands());
      picture.finish();
    }

    assertThat(Sample.read(folder.resolve("picture.png"))).isEqualTo(Sample.of(RASTER).pixels());
  }

  @Test
  void drawsDamagedBandsAgain() throws IOException {
    writeBands("picture.tif", 3);
    Path partial = folder.resolve("picture.tif.partial");
    byte[] damaged = Files.readAllBytes(partial);
    damaged[damaged.length - 1] ^= 1;
    Files.write(partial, damaged);

    try (PictureFile picture = open("picture.tif", "drawn")) {
      assertThat(picture.done()).isEqualTo(2);
    }
  }

  @Test
  void drawsAgainWhatIsMissingAtTheEnd() throws IOException {
    writeBands("picture.png", 3);
    try (FileChannel channel =
        FileChannel.open(folder.resolve("picture.png.partial"), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }

    try (PictureFile picture = open("picture.png", "drawn")) {
      assertThat(picture.done()).isEqualTo(2);
    }
  }

  @Test
  void keepsTheOlderPictureUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("picture.png"), "older");
    writeBands("picture.png", RASTER.bands());

    assertThat(file).hasContent("older");
  }

  @Test
  void leavesNothingBehindWhereNoBandWasWritten() throws IOException {
    writeBands("picture.png", 0);

    assertThat(Sample.names(folder)).isEmpty();
  }

  @Test
  void leavesNothingBehindOnADiskThatIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "only Linux has a device that is always full");
    Path target = folder.resolve("picture.png");
    PartialFile.Opener opener =
        partial -> {
          Files.createFile(partial);
          return FileChannel.open(full, StandardOpenOption.WRITE);
        };

    assertThatThrownBy(
            () ->
                PictureFile.open(
                    RASTER,
                    RasterFormat.png(),
                    new PartialFile(target, opener),
                    Optional.empty(),
                    "drawn"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(target + ": cannot be written: No space left on device; it needs");
    assertThat(Sample.names(folder)).isEmpty();
  }

  @Test
  void keepsWhatItHasWhenWritingFailsHalfWay() throws IOException {
    Path target = folder.resolve("picture.tif");
    List<FileChannel> opened = new ArrayList<>();
    PartialFile.Opener opener =
        partial -> {
          FileChannel channel =
              FileChannel.open(
                  folder.resolve("picture.tif.partial"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          opened.add(channel);
          return channel;
        };
    Optional<Journal<Band>> journal = Journal.open(target, Band.class);
    try (PictureFile picture =
        PictureFile.open(
            RASTER, format("picture.tif"), new PartialFile(target, opener), journal, "drawn")) {
      Sample.add(picture, RASTER, 1);
      opened.get(0).close();

      assertThatThrownBy(() -> Sample.add(picture, RASTER, 2))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(target + ": cannot be written: ");
    }

    try (PictureFile picture = open("picture.tif", "drawn")) {
      assertThat(picture.done()).isEqualTo(1);
    }
  }

  @Test
  void refusesAFolderThatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> open("file/picture.png", "drawn"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.resolve("picture.png") + ": cannot be written: ");
  }

  @Test
  void refusesToFinishWithoutAllBands() {
    try (PictureFile picture = open("picture.png", "drawn")) {
      Sample.add(picture, RASTER, 3);
      assertThatThrownBy(picture::finish).hasMessage("only 3 of 4 bands are there");
    }
  }
}
