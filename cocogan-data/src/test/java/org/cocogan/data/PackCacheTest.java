package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCacheTest {
  private static final Size SIZE = new Size(16, 16);
  private static final Preparation PREPARATION = Preparation.to(SIZE);

  @TempDir private Path temporary;

  private Path images = Path.of("");
  private Path cacheFolder = Path.of("");
  private int built;

  private final PackListener counter =
      new PackListener() {
        @Override
        public void started(String source, int count) {
          built++;
        }
      };

  @BeforeEach
  void makeImages() throws IOException {
    images = Samples.folder(temporary.resolve("my images"), 4, new Size(20, 20));
    cacheFolder = temporary.resolve("cache");
  }

  @Test
  void buildsOnceAndThenOpens() throws IOException {
    open(images, PREPARATION, 3, false).close();
    try (Packed pack = open(images, PREPARATION, 3, false)) {
      assertThat(pack.count()).isEqualTo(4);
      assertThat(pack.name()).isEqualTo("my images");
      assertThat(cacheFolder.relativize(pack.path()).toString())
          .matches("my_images-16x16-[0-9a-f]{12}\\.pack");
    }

    assertThat(built).isEqualTo(1);
    assertThat(cached()).hasSize(1);
  }

  @Test
  void buildsAgainWhenTheSourceChanges() throws IOException {
    open(images, PREPARATION, 3, false).close();
    Files.write(images.resolve("new.png"), Samples.png(20, 20, 9));

    try (Packed pack = open(images, PREPARATION, 3, false)) {
      assertThat(pack.count()).isEqualTo(5);
    }
    assertThat(built).isEqualTo(2);
    assertThat(cached()).hasSize(1);
  }

  @Test
  void keepsAPackForEachPreparationAndNumberOfChannels() throws IOException {
    open(images, PREPARATION, 3, false).close();
    open(images, PREPARATION, 1, false).close();
    open(images, new Preparation(SIZE, Crop.none(), false), 3, false).close();
    open(images, Preparation.to(new Size(8, 8)), 3, false).close();
    open(images, PREPARATION, 3, false).close();

    assertThat(built).isEqualTo(4);
    assertThat(cached()).hasSize(4);
  }

  @Test
  void keepsApartSourcesOfOneName() throws IOException {
    Path other = Samples.folder(temporary.resolve("other").resolve("my images"), 2, SIZE);

    open(images, PREPARATION, 3, false).close();
    try (Packed pack = open(other, PREPARATION, 3, false)) {
      assertThat(pack.count()).isEqualTo(2);
    }
    assertThat(cached()).hasSize(2);
  }

  @Test
  void packsAZip() throws IOException {
    Path zip =
        Samples.zip(temporary.resolve("images.zip"), Map.of("a.png", Samples.png(16, 16, 5)));

    try (Packed pack = open(zip, PREPARATION, 3, false)) {
      byte[] pixels = new byte[16 * 16 * 3];
      pack.read(0, 0, 0, 16, 16, pixels, 0, 48);
      assertThat(pixels).isEqualTo(Samples.noise(SIZE, 3, 5).pixels());
    }
  }

  @Test
  void buildsADamagedPackAgain() throws IOException {
    open(images, PREPARATION, 3, false).close();
    Path kept = cacheFolder.resolve(cached().get(0));
    byte[] bytes = Files.readAllBytes(kept);
    Files.write(kept, Arrays.copyOf(bytes, bytes.length / 2));

    try (Packed pack = open(images, PREPARATION, 3, false)) {
      pack.verify();
    }
    assertThat(built).isEqualTo(2);
  }

  @Test
  void buildsAPackOfAnotherDecoderAgain() throws IOException {
    open(images, PREPARATION, 3, false).close();
    Path kept = cacheFolder.resolve(cached().get(0));
    try (Pack pack = Pack.open(kept);
        PackWriter writer = new PackWriter(kept, SIZE, 3, 1)) {
      PackDescription now = pack.description();
      writer.add(Samples.noise(SIZE, 3, 7).pixels());
      writer.finish(
          new PackDescription(
              now.source(), now.sourceDigest(), now.preparation(), 0, now.decoder() - 1));
    }

    try (Packed pack = open(images, PREPARATION, 3, false)) {
      assertThat(pack.count()).isEqualTo(4);
    }
    assertThat(built).isEqualTo(2);
  }

  @Test
  void doesNotPassOffAPackThatSkippedImagesAsStrict() throws IOException {
    Files.write(images.resolve("broken.png"), new byte[5]);
    open(images, PREPARATION, 3, false).close();

    assertThatThrownBy(() -> open(images, PREPARATION, 3, true))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("my images: broken.png: ");
    open(images, PREPARATION, 3, false).close();
    assertThat(built).isEqualTo(2);
  }

  @Test
  void opensAGivenPackOfTheWantedSize() {
    Path file = Samples.pack(temporary.resolve("given.pack"), 3, SIZE, 3);

    try (Packed pack = open(file, PREPARATION, 3, false)) {
      assertThat(pack.path()).isEqualTo(file);
    }
    assertThat(built).isZero();
  }

  @Test
  void refusesAGivenPackOfAnotherSizeOrOtherChannels() {
    Path file = Samples.pack(temporary.resolve("given.pack"), 3, SIZE, 3);

    assertThatThrownBy(() -> open(file, Preparation.to(new Size(16, 32)), 3, false))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": its images are 16x16 RGB but 16x32 RGB is wanted;"
                + " change what is wanted or pack the images again");
    assertThatThrownBy(() -> open(file, PREPARATION, 1, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("are 16x16 RGB but 16x16 grey is wanted");
  }

  @Test
  void refusesAMissingPath() {
    assertThatThrownBy(() -> open(temporary.resolve("nowhere"), PREPARATION, 3, false))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("nowhere: no such file or folder; name a folder or zip with images");
  }

  private Packed open(Path path, Preparation preparation, int channels, boolean strict) {
    return new PackCache(cacheFolder)
        .open(path, DatasetKind.images(), preparation, channels, strict, counter);
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(cacheFolder)) {
      return files.map(file -> cacheFolder.relativize(file).toString()).toList();
    }
  }
}
