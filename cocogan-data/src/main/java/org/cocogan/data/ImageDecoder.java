package org.cocogan.data;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/**
 * Decodes PNG, JPEG (CMYK too), WebP, BMP and the first frame of GIF to 8 bits a channel; safe for
 * several threads.
 *
 * <p>Transparent pixels are composited over white. 16 bits are rounded to 8. A photograph is turned
 * upright as its Exif orientation asks. The first frame of an animation lies on its whole canvas.
 * Grey becomes red, green and blue of equal value, and colour becomes grey as the luma of ITU-R
 * BT.601, 0.299 R + 0.587 G + 0.114 B. Colour profiles are not applied, as is usual for training
 * data.
 */
public final class ImageDecoder {
  /**
   * Raised whenever the same file gives other pixels than before: packs and cached features made by
   * another version are told apart by it.
   */
  public static final int VERSION = 2;

  /** The most pixels an image may have: 100 megapixels. */
  public static final int MAXIMUM_PIXELS = 100_000_000;

  /**
   * What decoding takes of Java's memory for a pixel, at most: four samples of 16 bits, the three
   * of 8 bits that they become, and these once more when they are turned.
   */
  static final int BYTES_PER_PIXEL = 14;

  private final int channels;
  private final int maximumPixels;
  private final int pixelsAtOnce;
  private final Semaphore pixelsInMemory;

  /**
   * Makes a decoder for images of up to {@link #MAXIMUM_PIXELS}, or as many as half of Java's
   * memory is enough for.
   *
   * @param channels of the decoded images: 3 for red, green, blue; 1 for grey
   */
  public ImageDecoder(int channels) {
    this(channels, MAXIMUM_PIXELS);
  }

  /**
   * Makes a decoder for smaller images.
   *
   * @param channels of the decoded images: 3 for red, green, blue; 1 for grey
   * @param maximumPixels the most pixels an image may have
   */
  public ImageDecoder(int channels, int maximumPixels) {
    this(channels, maximumPixels, Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Makes a decoder with limits of its own.
   *
   * @param channels of the decoded images: 3 for red, green, blue; 1 for grey
   * @param maximumPixels the most pixels an image may have
   * @param memory bytes that all threads together may take, the others wait
   */
  ImageDecoder(int channels, int maximumPixels, long memory) {
    PixelImage.requireChannels(channels);
    this.channels = channels;
    this.maximumPixels = maximumPixels;
    pixelsAtOnce = (int) Math.max(1, Math.min(maximumPixels, memory / BYTES_PER_PIXEL));
    pixelsInMemory = new Semaphore(pixelsAtOnce, true);
  }

  /** Channels of the decoded images. */
  public int channels() {
    return channels;
  }

  /**
   * Decodes a file. Its dimensions are read and checked before any pixel is.
   *
   * @param file all bytes of the file
   * @throws DataException if it is no image of these formats, is too large, broken or cut off; the
   *     message does not name the file
   */
  public PixelImage decode(byte[] file) {
    return decode(file, image -> image);
  }

  /** Decodes a file and goes on with the image while it counts against the pixels in memory. */
  PixelImage decode(byte[] file, UnaryOperator<PixelImage> next) {
    ImageFormat format = ImageFormat.of(file);
    StillImage still = format.reduce(file);
    ImageReader reader = format.reader();
    try (ImageInputStream in = still.open()) {
      reader.setInput(in, true, true);
      int pixels = countPixels(size(reader, still));
      pixelsInMemory.acquireUninterruptibly(pixels);
      try {
        return next.apply(still.whole(readPixels(reader)));
      } finally {
        pixelsInMemory.release(pixels);
      }
    } catch (IOException e) {
      throw broken(e);
    } finally {
      reader.dispose();
    }
  }

  private static Size size(ImageReader reader, StillImage still) throws IOException {
    if (still.canvas().isPresent()) {
      return still.canvas().get().size();
    }
    try {
      return new Size(reader.getHeight(0), reader.getWidth(0));
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private int countPixels(Size size) {
    long pixels = (long) size.height() * size.width();
    if (pixels > maximumPixels) {
      throw new DataException(size + " pixels are more than the " + maximumPixels + " allowed");
    }
    if (pixels > pixelsAtOnce) {
      long gibibytes = 1 + 2 * pixels * BYTES_PER_PIXEL / (1L << 30);
      throw new DataException(
          size
              + " pixels need more memory than Java has; give it more, such as -Xmx"
              + gibibytes
              + "g");
    }
    return Math.toIntExact(pixels);
  }

  private PixelImage readPixels(ImageReader reader) throws IOException {
    DamageListener damage = new DamageListener();
    reader.addIIOReadWarningListener(damage);
    PixelImage image;
    try {
      image = PixelConversion.convert(reader.read(0), channels);
    } catch (RuntimeException e) {
      throw broken(e);
    } catch (OutOfMemoryError e) {
      if (e.getMessage() != null) {
        throw e;
      }
      // The reader of WebP throws one without a word for some broken files.
      throw new DataException("it is broken or cut off: libwebp cannot decode it", e);
    }
    damage.requireNone();
    return image;
  }

  /** Decoders meet broken files with whatever exception their code happens to throw. */
  private static DataException broken(Exception failure) {
    return new DataException("it is broken or cut off: " + FileFailures.reason(failure), failure);
  }

  /**
   * Remembers the first warning that pixels are missing or wrong. Decoders fill such pixels with
   * grey and go on; warnings of harmless oddities, such as bytes between two parts, do not count.
   */
  private static final class DamageListener implements IIOReadWarningListener {
    private static final List<String> SIGNS =
        List.of("premature end", "truncated", "bad huffman", "out-of-sequence");

    private String damage = "";

    @Override
    public void warningOccurred(ImageReader reader, String warning) {
      String lower = warning.toLowerCase(Locale.ROOT);
      if (damage.isEmpty() && SIGNS.stream().anyMatch(lower::contains)) {
        damage = warning.strip();
      }
    }

    void requireNone() {
      if (!damage.isEmpty()) {
        throw new DataException("it is broken or cut off: " + damage);
      }
    }
  }
}
