package org.cocogan.benchmarks;

import java.nio.file.Path;
import java.util.Random;
import org.cocogan.data.PackDescription;
import org.cocogan.data.PackWriter;
import org.cocogan.data.Preparation;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Packs of random pixels, to be read at random. */
final class NoisePack {
  static final int CHANNELS = 3;

  private NoisePack() {}

  /** Writes square images that together have about so many bytes, at least one. */
  static void write(Path file, int side, long bytes) {
    Size size = new Size(side, side);
    byte[] pixels = new byte[Product.of(side, side, CHANNELS)];
    int count = (int) Math.max(1, bytes / pixels.length);
    Random random = new Random(side);
    try (PackWriter writer = new PackWriter(file, size, CHANNELS, count)) {
      for (int i = 0; i < count; i++) {
        random.nextBytes(pixels);
        writer.add(pixels);
      }
      writer.finish(new PackDescription("noise", "0", Preparation.to(size), 0));
    }
  }
}
