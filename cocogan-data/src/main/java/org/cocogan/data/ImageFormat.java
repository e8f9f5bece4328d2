package org.cocogan.data;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The image formats that are read, told by how a file begins and not by its name. */
enum ImageFormat {
  PNG("\u0089PNG\r\n\u001a\n"),
  JPEG("\u00ff\u00d8\u00ff"),
  GIF("GIF8"),
  BMP("BM"),
  WEBP("RIFF");

  private static final int RIFF_HEADER = 8;

  private final String magic;

  ImageFormat(String magic) {
    this.magic = magic;
  }

  /**
   * The format of a file.
   *
   * @throws DataException if it is none of ours
   */
  static ImageFormat of(byte[] file) {
    if (file.length == 0) {
      throw new DataException("it is empty");
    }
    String start = new String(file, 0, Math.min(file.length, 8), StandardCharsets.ISO_8859_1);
    for (ImageFormat format : values()) {
      if (start.startsWith(format.magic)) {
        return format;
      }
    }
    throw new DataException("it is no PNG, JPEG, WebP, BMP or GIF image");
  }

  ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
    if (!readers.hasNext()) {
      throw new IllegalStateException("this Java reads no " + name() + " images");
    }
    return readers.next();
  }

  /** Whether a file is shorter than it says; only WebP says so in a place of its own. */
  boolean isCutOff(byte[] file) {
    return this == WEBP
        && (file.length < RIFF_HEADER || file.length - RIFF_HEADER < littleEndian(file, 4));
  }

  private static long littleEndian(byte[] file, int at) {
    return (file[at] & 0xffL)
        | (file[at + 1] & 0xffL) << 8
        | (file[at + 2] & 0xffL) << 16
        | (file[at + 3] & 0xffL) << 24;
  }
}
