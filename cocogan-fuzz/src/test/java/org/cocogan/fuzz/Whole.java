package org.cocogan.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;

/** Whole files to begin with: those that the modules' tests read, and pictures of noise. */
final class Whole {
  private Whole() {}

  /** Files by their place below the folder of seeds. */
  static List<byte[]> files(String... names) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name : names) {
      files.add(file(name));
    }
    return files;
  }

  /** A file by its place below the folder of seeds. */
  static byte[] file(String name) throws IOException {
    try (InputStream in = Whole.class.getResourceAsStream("/seeds/" + name)) {
      if (in == null) {
        throw new IOException("no seed " + name);
      }
      return in.readAllBytes();
    }
  }

  /** A file that lies there packed with gzip. */
  static byte[] unpacked(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file(name)))) {
      return in.readAllBytes();
    }
  }

  /** Noise. */
  static PixelImage noise(Size size, int channels, long seed) {
    CountedRandom random = CountedRandom.of(seed, "pixels", 0);
    byte[] pixels = new byte[size.height() * size.width() * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new PixelImage(size, channels, pixels);
  }

  /** A PNG of noise. */
  static byte[] png(int side, long seed) {
    return Images.encodePng(noise(new Size(side, side), 3, seed));
  }
}
