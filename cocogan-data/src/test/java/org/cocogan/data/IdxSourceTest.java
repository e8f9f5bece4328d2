package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxSourceTest {
  private static final Size NATIVE = new Size(28, 28);

  private final ImageDecoder grey = new ImageDecoder(1);

  @TempDir private Path folder;

  @Test
  void readsTheImagesOfAllFilesOfAFolderCompressedOrNot() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), plain());
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), packed());
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), packed());

    try (IdxSource source = IdxSource.open(folder, Optional.of(NATIVE))) {
      assertThat(source.entries())
          .containsExactly(
              "t10k-images-idx3-ubyte.gz#0",
              "t10k-images-idx3-ubyte.gz#1",
              "t10k-images-idx3-ubyte.gz#2",
              "train-images-idx3-ubyte#0",
              "train-images-idx3-ubyte#1",
              "train-images-idx3-ubyte#2");
      assertThat(source.load(5, grey, UnaryOperator.identity()).pixels())
          .hasSize(784)
          .containsOnly(3);
    }
  }

  @Test
  void padsWithBlackWhereLargerImagesAreWanted() throws IOException {
    Path file = Files.write(folder.resolve("images"), plain());

    try (IdxSource source = IdxSource.open(file, Optional.of(new Size(64, 64)))) {
      PixelImage image = source.load(1, new ImageDecoder(3), UnaryOperator.identity());
      assertThat(image.size()).isEqualTo(new Size(32, 32));
      assertThat(Samples.rgb(image, 1, 16)).isZero();
      assertThat(Samples.rgb(image, 2, 2)).isEqualTo(0x020202);
      assertThat(Samples.rgb(image, 29, 29)).isEqualTo(0x020202);
      assertThat(Samples.rgb(image, 29, 30)).isZero();
    }
  }

  @Test
  void takesAFileThatLiesThereTwiceOnce() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), plain());
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), packed());

    try (IdxSource source = IdxSource.open(folder, Optional.empty())) {
      assertThat(source.entries()).hasSize(3);
      assertThat(source.skipped())
          .containsExactly(
              new Skipped(
                  "train-images-idx3-ubyte.gz",
                  "it lies there decompressed, too, and is taken once"));
    }
  }

  @Test
  void refusesFilesThatAreCutOffTooLongOrNone() throws IOException {
    byte[] whole = plain();
    refuses(Arrays.copyOf(whole, whole.length - 1), "it is cut off; fetch it anew");
    refuses(Arrays.copyOf(whole, 10), "cannot be read: it ends too early");
    refuses(Arrays.copyOf(packed(), 30), "cannot be read: it ends too early");
    refuses(
        Arrays.copyOf(whole, whole.length + 1), "it is longer than its 3 images; fetch it anew");
    whole[3] = 1;
    refuses(whole, "it is no IDX file of grey images; name one of idx3-ubyte");
  }

  @Test
  void refusesToUnpackABomb() throws IOException {
    byte[] header = Arrays.copyOf(plain(), 16);
    Arrays.fill(header, 4, 6, (byte) 0x7f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(header);
    }

    refuses(
        bytes.toByteArray(),
        "2139029507 images of 28x28 pixels are more than the 268435456 bytes that are unpacked in"
            + " memory; unpack it with gunzip");
  }

  @Test
  void takesNoMemoryForImagesThatAreClaimedAndNotThere() throws IOException {
    byte[] header = Arrays.copyOf(plain(), 16);
    ByteBuffer.wrap(header).putInt(4, 200).putInt(8, 1000).putInt(12, 1000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(header);
    }
    Path file = Files.write(folder.resolve("train-images-idx3-ubyte.gz"), bytes.toByteArray());

    long before = Samples.allocatedBytes();
    assertThatThrownBy(() -> IdxSource.open(file, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": it is cut off; fetch it anew");
    assertThat(Samples.allocatedBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void takesNoMemoryForImagesThatAreNotCompressed() throws IOException {
    Path file = folder.resolve("train-images-idx3-ubyte");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(plain(), 0, 4);
      sparse.writeInt(500);
      sparse.writeInt(1000);
      sparse.writeInt(1000);
      sparse.setLength(16 + 500_000_000);
    }

    long before = Samples.allocatedBytes();
    try (IdxSource source = IdxSource.open(file, Optional.empty())) {
      assertThat(source.entries()).hasSize(500);
      source.load(499, new ImageDecoder(3), image -> image);
    }
    assertThat(Samples.allocatedBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void unpacksNoMoreThanIsAllowed() throws IOException {
    Path first = Files.write(folder.resolve("a-images-idx3-ubyte.gz"), packed());

    try (IdxFile file = IdxFile.open(first, 3 * 784)) {
      assertThat(file.bytesInMemory()).isEqualTo(3 * 784);
    }
    assertThatThrownBy(() -> IdxFile.open(first, 3 * 784 - 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(first + ": 3 images of 28x28 pixels are more than the 2351 bytes");
  }

  @Test
  void refusesAFolderWithoutImages() {
    assertThatThrownBy(() -> IdxSource.open(folder, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder
                + ": the folder has no files such as train-images-idx3-ubyte.gz; name one that"
                + " has");
  }

  private void refuses(byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve("broken"), content);

    assertThatThrownBy(() -> IdxSource.open(file, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": " + message);
  }

  private static byte[] packed() throws IOException {
    return Samples.resource("images-idx3-ubyte.gz");
  }

  private static byte[] plain() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed()))) {
      return in.readAllBytes();
    }
  }
}
