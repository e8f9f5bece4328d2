package org.cocogan.eval;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;

/**
 * Features of many images on the disk: a row for each image, of its features as little-endian
 * float32 and a CRC-32C. The checksum is of the file's name, the row's number and the features, so
 * that neither damage nor rows of other files or other images pass.
 *
 * @param path where it lies
 * @param dimension features of an image
 */
record FeatureFile(Path path, int dimension) {
  private static final int BUFFER = 1 << 16;

  /** Whether it is there with so many images, undamaged. */
  boolean isWhole(int count) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Files.size(path) == (long) count * rowBytes() && soundRows(in) == count;
    } catch (IOException e) {
      throw new CocoGanException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** How many sound rows some bytes begin with that are, or are to become, this file. */
  int soundRows(InputStream in) throws IOException {
    return read(in, row -> {});
  }

  int rowBytes() {
    return Math.addExact(Product.of(dimension, Float.BYTES), Integer.BYTES);
  }

  /**
   * Reads row after row; only one is in memory at a time.
   *
   * @throws CocoGanException if it cannot be read, or is damaged
   */
  void forEach(Consumer<float[]> consumer) {
    try (InputStream in = Files.newInputStream(path)) {
      int sound =
          read(
              in,
              row -> {
                float[] features = new float[dimension];
                row.asFloatBuffer().get(features);
                consumer.accept(features);
              });
      if ((long) sound * rowBytes() != Files.size(path)) {
        throw new IOException("its row " + sound + " is damaged; start again");
      }
    } catch (IOException e) {
      throw new CocoGanException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the rows up to the first that is cut off or damaged, and counts them. */
  private int read(InputStream in, Consumer<ByteBuffer> consumer) throws IOException {
    InputStream buffered = new BufferedInputStream(in, BUFFER);
    byte[] bytes = new byte[rowBytes()];
    int rows = 0;
    while (buffered.readNBytes(bytes, 0, bytes.length) == bytes.length) {
      ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int end = bytes.length - Integer.BYTES;
      if (row.getInt(end) != checksum(rows, row.limit(end))) {
        break;
      }
      consumer.accept(row);
      rows++;
    }
    return rows;
  }

  /**
   * The bytes of some rows.
   *
   * @param first the number of the first
   */
  ByteBuffer bytes(float[][] rows, int first) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(rows.length, rowBytes())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows.length; i++) {
      ByteBuffer row = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
      int end = rowBytes() - Integer.BYTES;
      row.limit(end).asFloatBuffer().put(rows[i]);
      bytes.position(bytes.position() + end).putInt(checksum(first + i, row));
    }
    return bytes.flip();
  }

  private int checksum(int number, ByteBuffer row) {
    CRC32C checksum = new CRC32C();
    String place = path.getFileName() + "\0" + number;
    checksum.update(place.getBytes(StandardCharsets.UTF_8));
    checksum.update(row.duplicate());
    return (int) checksum.getValue();
  }
}
