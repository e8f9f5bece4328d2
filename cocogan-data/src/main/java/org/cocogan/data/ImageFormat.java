package org.cocogan.data;

import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.cocogan.file.FileFailures;

/** The image formats that are read, told by how a file begins and not by its name. */
enum ImageFormat {
  PNG("\\x89PNG\r\n\\x1a\n", "com.sun."),
  JPEG("\\xff\\xd8\\xff", "com.twelvemonkeys."),
  GIF("GIF8[79]a", "com.sun."),
  BMP("BM.{12}[\\x0c\\x10\\x28\\x34\\x38\\x40\\x6c\\x7c]\0\0\0", "com.twelvemonkeys."),
  WEBP("RIFF.{4}WEBP", "com.luciad.");

  /** How images that are not read begin, by the usual ending of their names. */
  private static final Map<String, Pattern> OTHERS =
      Map.of(
          "tiff", pattern("II[*+]\0|MM\0[*+]"),
          "heic", pattern(".{4}ftyp(hei|hev|mif1|msf1)"),
          "avif", pattern(".{4}ftypavi[fs]"),
          "jp2", pattern("\0\0\0\fjP  |\\xff\\x4f\\xff\\x51"),
          "jxl", pattern("\0\0\0\fJXL "),
          "psd", pattern("8BPS"));

  private final Pattern start;
  private final String decoder;

  ImageFormat(String start, String decoder) {
    this.start = pattern(start);
    this.decoder = decoder;
  }

  private static Pattern pattern(String start) {
    return Pattern.compile(start, Pattern.DOTALL);
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
    Optional<ImageFormat> found = find(text(file));
    if (found.isPresent()) {
      return found.get();
    }
    String other =
        ending(file).map(ending -> ", but a " + ending + " image; convert it to png").orElse("");
    throw new DataException("it is no PNG, JPEG, WebP, BMP or GIF image" + other);
  }

  /**
   * The usual ending of the name of an image, which need not be one that is read.
   *
   * @param file its first {@link FileTypes#START_BYTES} bytes or more
   * @return nothing if it is no image
   */
  static Optional<String> ending(byte[] file) {
    String text = text(file);
    return find(text)
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .or(
            () ->
                OTHERS.entrySet().stream()
                    .filter(other -> other.getValue().matcher(text).lookingAt())
                    .map(Map.Entry::getKey)
                    .findFirst());
  }

  private static Optional<ImageFormat> find(String text) {
    return Stream.of(values()).filter(format -> format.start.matcher(text).lookingAt()).findFirst();
  }

  private static String text(byte[] file) {
    byte[] start = Arrays.copyOf(file, Math.min(file.length, FileTypes.START_BYTES));
    return new String(start, StandardCharsets.ISO_8859_1);
  }

  /**
   * What a file of this format shows.
   *
   * @throws DataException if it is cut off or broken
   */
  StillImage reduce(byte[] file) {
    try {
      return switch (this) {
        case PNG -> PngFile.reduce(file);
        case JPEG -> JpegFile.reduce(file);
        case GIF -> GifFile.reduce(file);
        case WEBP -> WebpFile.reduce(file);
        case BMP -> BmpFile.reduce(file);
      };
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new DataException("it is broken or cut off: it ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new DataException("it is broken or cut off: " + FileFailures.reason(e), e);
    }
  }

  /** A reader of the very decoder that was compared, whatever others the class path brings. */
  ImageReader reader() {
    if (this == WEBP) {
      WebpLibrary.load();
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(decoder)) {
        return reader;
      }
    }
    throw new IllegalStateException("the decoder of " + name() + " is not on the class path");
  }
}
