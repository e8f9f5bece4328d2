package org.cocogan.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.cocogan.exact.Product;

/**
 * Features of many images on the disk: float32, little-endian, [images, dimension] and nothing
 * else.
 *
 * @param path where it lies
 * @param dimension features of an image
 */
record FeatureFile(Path path, int dimension) {
  /** Whether it is there with so many images. */
  boolean isWhole(int count) {
    try {
      return Files.isRegularFile(path) && Files.size(path) == (long) count * rowBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }

  int rowBytes() {
    return Product.of(dimension, Float.BYTES);
  }

  /** Reads row after row; only one is in memory at a time. */
  void forEach(Consumer<float[]> consumer) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer block = buffer(SharedFeatures.IMAGES_AT_ONCE);
      while (channel.read(block) >= 0) {
        block.flip();
        while (block.remaining() >= rowBytes()) {
          float[] row = new float[dimension];
          block.asFloatBuffer().get(row);
          block.position(block.position() + rowBytes());
          consumer.accept(row);
        }
        block.compact();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }

  /** Room for so many rows. */
  ByteBuffer buffer(int rows) {
    return ByteBuffer.allocate(Product.of(rows, rowBytes())).order(ByteOrder.LITTLE_ENDIAN);
  }
}
