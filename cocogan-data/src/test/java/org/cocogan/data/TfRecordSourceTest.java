package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordSourceTest {
  private static final int RECORD = 242;
  private static final int HEADER = 12;

  private final ImageDecoder decoder = new ImageDecoder(3);

  @TempDir private Path folder;

  @Test
  void readsRecordsThatTensorFlowHasWritten() throws IOException {
    Path file = write(records());

    try (TfRecordSource source = TfRecordSource.open(file, Optional.empty())) {
      assertThat(source.entries())
          .containsExactly("celeba.tfrecord#0", "celeba.tfrecord#1", "celeba.tfrecord#2");
      assertThat(source.skipped()).isEmpty();
      PixelImage image = source.load(2, decoder, UnaryOperator.identity());
      assertThat(image.size()).isEqualTo(new Size(8, 8));
      assertThat(Samples.rgb(image, 7, 3)).isEqualTo(20 << 16 | 112 << 8 | 48);
    }
  }

  @Test
  void takesTheWantedSizeWhereItFitsTheBytes() throws IOException {
    Path file = write(records());

    try (TfRecordSource source = TfRecordSource.open(file, Optional.of(new Size(4, 16)))) {
      assertThat(source.load(0, decoder, UnaryOperator.identity()).size())
          .isEqualTo(new Size(4, 16));
    }
    try (TfRecordSource source = TfRecordSource.open(file, Optional.of(new Size(4, 4)))) {
      assertThat(source.load(0, decoder, UnaryOperator.identity()).size())
          .isEqualTo(new Size(8, 8));
    }
  }

  @Test
  void saysThatASizeIsNeededWhereNoneFits() throws IOException {
    byte[] bytes = new byte[8 * 9 * 3];
    Path file = write(record(example(bytes)));

    try (TfRecordSource source = TfRecordSource.open(file, Optional.of(new Size(9, 9)))) {
      assertThatThrownBy(() -> source.load(0, decoder, UnaryOperator.identity()))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "its 216 bytes are neither 9x9 nor square pixels of red, green and blue; state the"
                  + " size that they are of");
    }
  }

  @Test
  void skipsARecordWhoseChecksumDiffersAndReadsTheOthers() throws IOException {
    byte[] bytes = records();
    bytes[RECORD + HEADER + 100] ^= 1;

    try (TfRecordSource source = TfRecordSource.open(write(bytes), Optional.empty())) {
      assertThat(source.entries()).hasSize(3);
      assertThatThrownBy(() -> source.load(1, decoder, UnaryOperator.identity()))
          .isInstanceOf(DataException.class)
          .hasMessage("it is damaged: its checksum differs");
      assertThat(source.load(2, decoder, UnaryOperator.identity()).size())
          .isEqualTo(new Size(8, 8));
    }
  }

  @Test
  void namesWhereAFileIsDamagedOrCutOff() throws IOException {
    byte[] bytes = records();
    try (TfRecordSource source =
        TfRecordSource.open(write(Arrays.copyOf(bytes, 2 * RECORD + 50)), Optional.empty())) {
      assertThat(source.entries()).hasSize(2);
      assertThat(source.skipped())
          .containsExactly(
              new Skipped("celeba.tfrecord#2", "the file is cut off within this record"));
    }
    bytes[RECORD] ^= 1;
    try (TfRecordSource source = TfRecordSource.open(write(bytes), Optional.empty())) {
      assertThat(source.entries()).hasSize(1);
      assertThat(source.skipped())
          .containsExactly(
              new Skipped(
                  "celeba.tfrecord#1",
                  "the length of this record is damaged, and with it the rest"));
    }
  }

  @Test
  void refusesFilesThatAreNoneOrCompressed() throws IOException {
    Path text = write("no records, but long enough for one".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> TfRecordSource.open(text, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(text + ": it is no TFRecord file, or damaged at its first record");
    Path gzip = write(Samples.resource("lsun.mdb.gz"));
    assertThatThrownBy(() -> TfRecordSource.open(gzip, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(gzip + ": it is compressed; decompress it with gunzip");
  }

  @Test
  void readsTheFilesOfAFolderOneAfterAnother() throws IOException {
    Files.write(folder.resolve("b.tfrecord"), record(example(new byte[12])));
    Files.write(folder.resolve("a.tfrecords-00000-of-00002"), records());
    Files.write(folder.resolve("a.txt"), new byte[5]);

    try (TfRecordSource source = TfRecordSource.open(folder, Optional.empty())) {
      assertThat(source.entries()).hasSize(4).endsWith("b.tfrecord#0");
      assertThat(source.load(3, decoder, UnaryOperator.identity()).size())
          .isEqualTo(new Size(2, 2));
    }
  }

  @Test
  void refusesDamagedMessagesWithoutReadingBeyondThem() throws IOException {
    byte[] message = Arrays.copyOfRange(records(), HEADER, RECORD - 4);
    for (int trial = 0; trial < 2000; trial++) {
      CountedRandom random = CountedRandom.of(3, "damage", trial);
      byte[] damaged = message.clone();
      damaged[random.nextInt(40)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(ExampleMessage.bytes(damaged, "img")).hasSizeLessThanOrEqualTo(message.length);
      } catch (DataException e) {
        assertThat(e.getMessage()).startsWith("it");
      }
    }
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("celeba.tfrecord"), content);
  }

  private static byte[] records() throws IOException {
    return Samples.resource("images.tfrecord");
  }

  /** A record with its checksums. */
  private static byte[] record(byte[] data) {
    ByteBuffer buffer =
        ByteBuffer.allocate(HEADER + data.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(data.length);
    buffer.putInt(masked(Arrays.copyOf(buffer.array(), 8)));
    buffer.put(data).putInt(masked(data));
    return buffer.array();
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }

  /** An example with the feature img, short lengths in two bytes. */
  private static byte[] example(byte[] pixels) {
    byte[] list = field(1, pixels);
    byte[] feature = field(1, list);
    byte[] entry = concat(field(1, new byte[] {'i', 'm', 'g'}), field(2, feature));
    return field(1, field(1, entry));
  }

  private static byte[] field(int number, byte[] content) {
    byte[] head = {
      (byte) ((number << 3) | 2),
      (byte) ((content.length & 127) | 128),
      (byte) (content.length >> 7)
    };
    return concat(head, content);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
