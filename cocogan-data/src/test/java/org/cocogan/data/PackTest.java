package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackTest {
  private static final Size SIZE = new Size(10, 14);

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void givesBackWholeImages(int channels) {
    try (Pack pack = Pack.open(pack(5, channels))) {
      assertThat(pack.count()).isEqualTo(5);
      assertThat(pack.imageSize()).isEqualTo(SIZE);
      assertThat(pack.channels()).isEqualTo(channels);
      assertThat(pack.name()).isEqualTo("noise");
      assertThat(pack.description())
          .isEqualTo(new PackDescription("noise", "0", Preparation.to(SIZE), 0));
      for (int i = 0; i < 5; i++) {
        assertThat(whole(pack, i)).isEqualTo(Samples.noise(SIZE, channels, i).pixels());
      }
    }
  }

  @Test
  void remembersAnyPreparation() {
    Preparation preparation = new Preparation(SIZE, Crop.parse("20x28+3+4"), true);
    PackDescription description = new PackDescription("\u00e9t\u00e9 \"1\"", "abc", preparation, 7);
    Path file = temporary.resolve("images.pack");
    try (PackWriter writer = new PackWriter(file, SIZE, 3, 1)) {
      writer.add(Samples.noise(SIZE, 3, 0).pixels());
      writer.finish(description);
    }

    try (Pack pack = Pack.open(file)) {
      assertThat(pack.description()).isEqualTo(description);
    }
  }

  /** Written by the program as it was before packs had a decoder's version: 2 images of 2x3. */
  @Test
  void readsAPackOfAnOlderDecoderAndTellsItApart() throws IOException {
    Path file = Files.write(temporary.resolve("old.pack"), Samples.resource("decoder-0.pack"));

    try (Pack pack = Pack.open(file)) {
      pack.verify();
      assertThat(pack.count()).isEqualTo(2);
      byte[] pixels = new byte[18];
      pack.read(1, 0, 0, 2, 3, pixels, 0, 9);
      assertThat(pixels)
          .containsExactly(20, 0, 0, 20, 16, 0, 20, 32, 0, 20, 0, 16, 20, 16, 16, 20, 32, 16);
      assertThat(pack.description().decoder()).isZero();
      assertThat(pack.description().advice())
          .hasValueSatisfying(advice -> assertThat(advice).contains("pack them again"));
    }
  }

  /** Written by the program in November 2026; packs of format 1 must stay readable. */
  @Test
  void readsAPackOfFormatOne() throws IOException {
    Path file = Files.write(temporary.resolve("old.pack"), Samples.resource("format-1.pack"));

    try (Pack pack = Pack.open(file)) {
      pack.verify();
      assertThat(pack.count()).isEqualTo(3);
      assertThat(pack.imageSize()).isEqualTo(new Size(4, 6));
      byte[] pixels = new byte[6];
      pack.read(2, 3, 4, 1, 2, pixels, 0, 6);
      assertThat(pixels).containsExactly(104, 40, 9, 104, 50, 10);
      assertThat(pack.description().source()).isEqualTo("images");
      assertThat(pack.description().decoder()).isEqualTo(2);
    }
  }

  @Test
  void hasNoAdviceForAPackOfThisDecoder() {
    try (Pack pack = Pack.open(pack(1, 3))) {
      assertThat(pack.description().decoder()).isEqualTo(ImageDecoder.VERSION);
      assertThat(pack.description().advice()).isEmpty();
    }
  }

  @Test
  void readsRectanglesIntoStridedRowsAndTouchesNothingElse() {
    PixelImage image = Samples.noise(SIZE, 3, 2);
    try (Pack pack = Pack.open(pack(4, 3))) {
      byte[] target = new byte[100];
      Arrays.fill(target, (byte) 77);

      pack.read(2, 3, 5, 4, 6, target, 10, 22);

      byte[] expected = new byte[100];
      Arrays.fill(expected, (byte) 77);
      for (int row = 0; row < 4; row++) {
        System.arraycopy(image.pixels(), ((3 + row) * 14 + 5) * 3, expected, 10 + row * 22, 18);
      }
      assertThat(target).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 1, 1",
    "4, 0, 0, 1, 1",
    "0, -1, 0, 1, 1",
    "0, 0, -1, 1, 1",
    "0, 5, 0, 6, 1",
    "0, 0, 5, 1, 10",
    "3, 0, 0, 11, 14"
  })
  void refusesWhatLiesOutside(int image, int top, int left, int height, int width) {
    try (Pack pack = Pack.open(pack(4, 3))) {
      assertThatThrownBy(() -> pack.read(image, top, left, height, width, new byte[999], 0, 42))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void readsAcrossSeveralSegments() {
    Size large = new Size(300, 300);
    Path file = Samples.pack(temporary.resolve("images.pack"), 11, large, 3);
    try (Pack pack = Pack.open(file, 1)) {
      pack.verify();
      for (int i = 0; i < 11; i++) {
        byte[] pixels = new byte[300 * 300 * 3];
        pack.read(i, 0, 0, 300, 300, pixels, 0, 900);
        assertThat(pixels).isEqualTo(Samples.noise(large, 3, i).pixels());
      }
    }
  }

  @Test
  void readsTheLastImageOfAFileBeyondTwoGigabytes() throws IOException {
    Size large = new Size(1000, 1000);
    int count = 1000;
    PackHeader draft = new PackHeader(large, 3, count, 1, 0, 0);
    byte[] json = PackHeader.toJson(new PackDescription("sparse", "0", Preparation.to(large), 0));
    byte[] tail = new byte[draft.blocks() * 4 + json.length];
    System.arraycopy(json, 0, tail, draft.blocks() * 4, json.length);
    int crc = PackHeader.crc(tail, tail.length);
    PackHeader header = new PackHeader(large, 3, count, 1, json.length, crc);
    byte[] last = Samples.noise(large, 3, 9).pixels();
    Path file = temporary.resolve("large.pack");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(header.write(), 0);
      channel.write(ByteBuffer.wrap(last), 64 + 999L * last.length);
      channel.write(ByteBuffer.wrap(tail), 64 + 1000L * last.length);
    }

    try (Pack pack = Pack.open(file)) {
      byte[] pixels = new byte[last.length];
      pack.read(999, 0, 0, 1000, 1000, pixels, 0, 3000);
      assertThat(pixels).isEqualTo(last);
      pack.read(998, 0, 0, 1000, 1000, pixels, 0, 3000);
      assertThat(pixels).containsOnly(0);
    }
  }

  @Test
  void isReadBySeveralThreadsAtOnce() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Pack pack = Pack.open(pack(40, 3))) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        CountedRandom random = CountedRandom.of(1, "images", thread);
        results.add(
            threads.submit(
                () -> {
                  boolean right = true;
                  for (int i = 0; i < 500; i++) {
                    int image = random.nextInt(40);
                    right &=
                        Arrays.equals(whole(pack, image), Samples.noise(SIZE, 3, image).pixels());
                  }
                  return right;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesToReadOnceClosed() {
    Pack pack = Pack.open(pack(2, 3));
    pack.close();

    assertThatThrownBy(() -> whole(pack, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("images.pack is closed");
  }

  @Test
  void refusesAFileCutOffAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(pack(2, 3));
    Path cut = temporary.resolve("cut.pack");
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Pack.open(cut))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(cut + ": it ");
    }
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Pack.open(cut))
        .hasMessage(
            "%s: it has %d bytes but should have %d; copy it anew or pack the images again",
            cut, whole.length - 1, whole.length);
  }

  @Test
  void refusesAFileWithMoreAtItsEnd() throws IOException {
    Path file = pack(2, 3);
    Files.write(file, new byte[1], StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Pack.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(" bytes but should have ");
  }

  @Test
  void noticesEveryFlippedByte() throws IOException {
    Path file = pack(2, 3);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      whole[i] ^= 0x20;
      Files.write(file, whole);
      whole[i] ^= 0x20;
      assertThatThrownBy(
              () -> {
                try (Pack pack = Pack.open(file)) {
                  pack.verify();
                }
              })
          .as("byte %d", i)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void saysWhichImagesAreDamaged() throws IOException {
    Size large = new Size(300, 300);
    Path file = Samples.pack(temporary.resolve("images.pack"), 9, large, 3);
    int imageBytes = 300 * 300 * 3;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[100]), 64 + 4L * imageBytes);
    }

    try (Pack pack = Pack.open(file)) {
      assertThatThrownBy(pack::verify)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file + ": its images 3 to 5 are damaged; ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "12, 2",
    "12, -3",
    "16, 0",
    "16, -10",
    "20, 2147483647",
    "24, 0",
    "24, -1",
    "28, 1",
    "32, 0",
    "32, -1",
    "32, 2147483647",
    "36, -1",
    "36, 2147483647"
  })
  void refusesNumbersThatNoPackHas(int at, int number) throws IOException {
    Path file = pack(5, 3);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(at, number).putInt(60, PackHeader.crc(bytes, 60));
    Files.write(file, bytes);

    assertThatThrownBy(() -> Pack.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": it");
  }

  /** As many images in a block as an int can count, of one pixel each. */
  @Test
  void readsOneBlockOfAnyNumberOfImages() throws IOException {
    byte[] json = PackHeader.toJson(new PackDescription("", "", Preparation.to(SIZE), 0));
    byte[] tail = Arrays.copyOf(new byte[4], 4 + json.length);
    System.arraycopy(json, 0, tail, 4, json.length);
    int crc = PackHeader.crc(tail, tail.length);
    PackHeader header = new PackHeader(new Size(1, 1), 1, 2, Integer.MAX_VALUE, json.length, crc);
    Path file = Files.write(temporary.resolve("images.pack"), header.write().array());
    Files.write(file, new byte[2], StandardOpenOption.APPEND);
    Files.write(file, tail, StandardOpenOption.APPEND);

    try (Pack pack = Pack.open(file)) {
      byte[] pixel = {1};
      pack.read(1, 0, 0, 1, 1, pixel, 0, 1);
      assertThat(pixel).containsExactly(0);
      assertThatThrownBy(pack::verify).hasMessageContaining("its images 0 to 1 are damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "[]",
        "\"\"",
        "{}",
        "{\"source\": null}",
        "{'source': '', 'sourceDigest': '', 'preparation': null, 'skipped': 0}",
        "{'source': '', 'sourceDigest': '', 'preparation': {'target': null}, 'skipped': 0}",
        "{'source': '', 'sourceDigest': '', 'preparation': {'target': {'height': -1}}, 'skipped':"
            + " 0}",
      })
  void refusesADescriptionThatIsNone(String json) {
    assertThatThrownBy(
            () -> PackHeader.fromJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DataException.class)
        .hasMessage("its description is damaged; pack the images again");
  }

  @Test
  void refusesADescriptionWithNegativeCounts() {
    String json =
        new String(
                PackHeader.toJson(new PackDescription("", "", Preparation.to(SIZE), 0)),
                StandardCharsets.UTF_8)
            .replace("\"skipped\":0", "\"skipped\":-1");

    assertThatThrownBy(() -> PackHeader.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DataException.class)
        .hasMessage("its description is damaged; pack the images again");
  }

  @Test
  void refusesAPackOfAnotherFormat() throws IOException {
    Path file = pack(2, 3);
    byte[] whole = Files.readAllBytes(file);
    whole[8] = 9;
    Files.write(file, whole);

    assertThatThrownBy(() -> Pack.open(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": it has pack format 9 but format 1 is read; pack again");
  }

  @Test
  void refusesAForeignFileAndAMissingOne() throws IOException {
    Path foreign = Files.write(temporary.resolve("a.png"), Samples.png(5, 5, 0));
    Path missing = temporary.resolve("b.pack");

    assertThatThrownBy(() -> Pack.open(foreign))
        .isInstanceOf(DataException.class)
        .hasMessage(foreign + ": it is no pack of images; name a folder or zip with images");
    assertThatThrownBy(() -> Pack.open(missing))
        .isInstanceOf(DataException.class)
        .hasMessage(missing + ": no such file");
  }

  private Path pack(int images, int channels) {
    return Samples.pack(temporary.resolve("images.pack"), images, SIZE, channels);
  }

  private static byte[] whole(Pack pack, int image) {
    int rowBytes = SIZE.width() * pack.channels();
    byte[] pixels = new byte[SIZE.height() * rowBytes];
    pack.read(image, 0, 0, SIZE.height(), SIZE.width(), pixels, 0, rowBytes);
    return pixels;
  }
}
