package org.cocogan.data.large;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cocogan.data.PixelImage;
import org.cocogan.random.CountedRandom;

/** Pictures that tests write and read back. */
final class Sample {
  private Sample() {}

  /** Smooth on the left, noise on the right, so that every filter of rows has its use. */
  static PixelImage of(Raster raster) {
    CountedRandom random = CountedRandom.of(7, "pixels", 0);
    int width = raster.size().width();
    byte[] pixels = new byte[raster.size().height() * raster.rowBytes()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i / raster.channels() % width;
      int y = i / raster.rowBytes();
      int noise = x < width / 2 ? 0 : random.nextInt(256);
      pixels[i] = (byte) (3 * x + 2 * y + 40 * (i % raster.channels()) + noise);
    }
    return new PixelImage(raster.size(), raster.channels(), pixels);
  }

  /** The rows of a band. */
  static byte[] band(PixelImage image, Raster raster, int band) {
    int begin = band * raster.tileSide() * raster.rowBytes();
    return Arrays.copyOfRange(image.pixels(), begin, begin + raster.rows(band) * raster.rowBytes());
  }

  /** Adds bands until there are so many. */
  static void add(BandTarget target, Raster raster, int bands) {
    PixelImage image = of(raster);
    while (target.done() < bands) {
      target.add(band(image, raster, target.done()));
    }
  }

  /** An image file as bytes, read by whichever of Java's image readers knows it. */
  static byte[] read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException(file + " is no image");
    }
    int channels = image.getRaster().getNumBands();
    int[] samples =
        image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    byte[] pixels = new byte[image.getWidth() * image.getHeight() * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) samples[i];
    }
    return pixels;
  }

  /** The names of what a folder holds, sorted. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }
}
