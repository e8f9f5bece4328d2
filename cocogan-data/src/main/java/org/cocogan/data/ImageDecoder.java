package org.cocogan.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG (CMYK too), WebP, BMP and the first frame of GIF to 8 bits a channel; safe for
 * several threads.
 *
 * <p>Transparent pixels are composited over white. 16 bits are rounded to 8. A photograph is turned
 * upright as its Exif orientation asks. Grey becomes red, green and blue of equal value, and colour
 * becomes grey as the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B. Colour profiles of red,
 * green and blue are not applied, as is usual for training data.
 */
public final class ImageDecoder {
  /** The most pixels an image may have: 100 megapixels. */
  public static final int MAXIMUM_PIXELS = 100_000_000;

  private final int channels;
  private final int maximumPixels;
  private final Semaphore pixelsInMemory;

  /**
   * A decoder for images of up to {@link #MAXIMUM_PIXELS}.
   *
   * @param channels of the decoded images: 3 for red, green, blue; 1 for grey
   */
  public ImageDecoder(int channels) {
    this(channels, MAXIMUM_PIXELS);
  }

  /**
   * A decoder with a limit of its own.
   *
   * @param channels of the decoded images: 3 for red, green, blue; 1 for grey
   * @param maximumPixels the most pixels an image may have; also the most that all threads together
   *     decode at a time, the others wait
   */
  public ImageDecoder(int channels, int maximumPixels) {
    PixelImage.requireChannels(channels);
    if (maximumPixels < 1) {
      throw new IllegalArgumentException("an image has at least one pixel, not " + maximumPixels);
    }
    this.channels = channels;
    this.maximumPixels = maximumPixels;
    pixelsInMemory = new Semaphore(maximumPixels, true);
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
    if (format.isCutOff(file)) {
      throw new DataException("it is cut off");
    }
    ImageReader reader = format.reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      boolean photograph = format == ImageFormat.JPEG;
      reader.setInput(in, true, !photograph);
      int pixels = countPixels(reader);
      pixelsInMemory.acquireUninterruptibly(pixels);
      try {
        return next.apply(readPixels(reader, photograph));
      } finally {
        pixelsInMemory.release(pixels);
      }
    } catch (IOException e) {
      throw broken(e);
    } finally {
      reader.dispose();
    }
  }

  private int countPixels(ImageReader reader) throws IOException {
    long height;
    long width;
    try {
      height = reader.getHeight(0);
      width = reader.getWidth(0);
    } catch (RuntimeException e) {
      throw broken(e);
    }
    if (height < 1 || width < 1) {
      throw new DataException("it is broken: it says it has " + height + "x" + width + " pixels");
    }
    if (height * width > maximumPixels) {
      throw new DataException(
          height + "x" + width + " pixels are more than the " + maximumPixels + " allowed");
    }
    return Math.toIntExact(height * width);
  }

  private PixelImage readPixels(ImageReader reader, boolean photograph) throws IOException {
    DamageListener damage = new DamageListener();
    reader.addIIOReadWarningListener(damage);
    PixelImage image;
    try {
      Orientation orientation = photograph ? Orientation.of(reader) : Orientation.UPRIGHT;
      image = orientation.upright(PixelConversion.convert(reader.read(0), channels));
    } catch (RuntimeException e) {
      throw broken(e);
    }
    damage.requireNone();
    return image;
  }

  /** Decoders meet broken files with whatever exception their code happens to throw. */
  private static DataException broken(Exception failure) {
    return new DataException("it is broken or cut off: " + Failures.describe(failure), failure);
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
