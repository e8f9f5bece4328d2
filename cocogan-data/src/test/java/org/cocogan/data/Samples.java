package org.cocogan.data;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;

/** Images and files that tests begin with. */
final class Samples {
  private Samples() {}

  /** An image of random bytes. */
  static PixelImage noise(Size size, int channels, long seed) {
    CountedRandom random = CountedRandom.of(seed, "pixels", 0);
    byte[] pixels = new byte[size.height() * size.width() * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new PixelImage(size, channels, pixels);
  }

  /** A PNG of random pixels. */
  static byte[] png(int height, int width, long seed) {
    return Images.encodePng(noise(new Size(height, width), 3, seed));
  }

  /** An image in a format that Java writes. */
  static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** A folder of so many PNGs named 000.png and so on, made with seeds from zero. */
  static Path folder(Path folder, int images, Size size) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < images; i++) {
      Files.write(
          folder.resolve(String.format(Locale.ROOT, "%03d.png", i)),
          png(size.height(), size.width(), i));
    }
    return folder;
  }

  /** A zip with entries of these names, in this order. */
  static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : new LinkedHashMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  /** A pack of so many random images, made with seeds from zero. */
  static Path pack(Path file, int images, Size size, int channels) {
    try (PackWriter writer = new PackWriter(file, size, channels, images)) {
      for (int i = 0; i < images; i++) {
        writer.add(noise(size, channels, i).pixels());
      }
      writer.finish(new PackDescription("noise", "0", Preparation.to(size), 0));
    }
    return file;
  }

  /** A file from the test resources. */
  static byte[] resource(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no test resource " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Red, green and blue of a pixel, such as 0xff0000. */
  static int rgb(PixelImage image, int row, int column) {
    int at = (row * image.size().width() + column) * 3;
    byte[] pixels = image.pixels();
    return (pixels[at] & 255) << 16 | (pixels[at + 1] & 255) << 8 | (pixels[at + 2] & 255);
  }

  /** The pixels as numbers in 0..255. */
  static int[] values(PixelImage image) {
    int[] values = new int[image.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.pixels()[i] & 255;
    }
    return values;
  }

  /** How many bytes this thread has allocated so far, garbage included. */
  static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
