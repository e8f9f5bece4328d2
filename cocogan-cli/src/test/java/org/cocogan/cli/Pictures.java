package org.cocogan.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Compares pictures. */
final class Pictures {
  private Pictures() {}

  /** By how many of 255 levels two pictures differ at most. */
  static int largestDifference(Path left, Path right) throws IOException {
    return largestDifference(bytes(left), bytes(right));
  }

  /** A picture as [height, width, 3] bytes. */
  static byte[] bytes(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] bytes = new byte[image.getHeight() * image.getWidth() * 3];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int shift = 16; shift >= 0; shift -= 8) {
          bytes[at++] = (byte) (image.getRGB(x, y) >> shift);
        }
      }
    }
    return bytes;
  }

  /** By how many of 255 levels two arrays differ at most. */
  static int largestDifference(byte[] left, byte[] right) {
    int most = left.length == right.length ? 0 : 255;
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      most = Math.max(most, Math.abs((left[i] & 0xff) - (right[i] & 0xff)));
    }
    return most;
  }
}
