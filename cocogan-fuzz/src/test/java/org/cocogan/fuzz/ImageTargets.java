package org.cocogan.fuzz;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.cocogan.data.DataException;
import org.cocogan.data.Decoders;
import org.cocogan.data.ImageDecoder;

/** Image files, one target a format so that each has its share of inputs. */
final class ImageTargets {
  static final ImageDecoder DECODER = Decoders.ofAtMost(1 << 18);

  private static final int SIDE = 12;

  private ImageTargets() {}

  static List<Target> all() {
    return List.of(
        image("png", ImageTargets::pngs).repairedBy(Checksums::ofPng),
        image("jpeg", ImageTargets::jpegs),
        image("gif", () -> List.of(written("gif", BufferedImage.TYPE_BYTE_INDEXED))),
        image(
            "bmp",
            () ->
                List.of(
                    written("bmp", BufferedImage.TYPE_INT_RGB),
                    written("bmp", BufferedImage.TYPE_BYTE_GRAY),
                    written("bmp", BufferedImage.TYPE_BYTE_BINARY))),
        image(
            "webp",
            () ->
                Whole.files(
                    "data/quarters.webp",
                    "data/quarters-lossy.webp",
                    "data/quarters-transparent.webp")));
  }

  private static Target image(String format, Target.Seeds seeds) {
    return Target.of(format, seeds, DataException.class, (input, folder) -> DECODER.decode(input));
  }

  private static List<byte[]> pngs() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_USHORT_GRAY,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_BYTE_INDEXED
        }) {
      files.add(written("png", type));
    }
    files.add(encoded("png", fourColours()));
    return files;
  }

  private static List<byte[]> jpegs() throws IOException {
    List<byte[]> files =
        new ArrayList<>(Whole.files("data/quarters-cmyk.jpg", "data/quarters-progressive.jpg"));
    files.add(written("jpeg", BufferedImage.TYPE_INT_RGB));
    files.add(written("jpeg", BufferedImage.TYPE_BYTE_GRAY));
    return files;
  }

  private static BufferedImage fourColours() {
    byte[] levels = {0, 80, (byte) 160, (byte) 255};
    return new BufferedImage(
        SIDE,
        SIDE,
        BufferedImage.TYPE_BYTE_BINARY,
        new IndexColorModel(2, 4, levels, levels, levels, 1));
  }

  private static byte[] written(String format, int type) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    SplittableRandom random = new SplittableRandom(type);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, random.nextInt());
    }
    return encoded(format, image);
  }

  private static byte[] encoded(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer of " + format);
    }
    return bytes.toByteArray();
  }
}
