package org.cocogan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * Shows many images of one size as one, in rows from left to right.
 *
 * @param columns images in a row, at least one
 * @param gap pixels between images and around them all, zero or more
 * @param background value of every channel between the images, in 0..255: 255 for white, 0 for
 *     black
 * @param scale how many times over, along both axes, each pixel of an image is shown
 */
public record ContactSheet(int columns, int gap, int background, int scale) {
  private static final int MOST_SHOWN = 64;
  private static final int LONGEST_SIDE = 128;
  private static final long LARGEST_SHEET = 4096;
  private static final double VISIBLE_SIDE = 128;

  /** Makes a sheet that shows pixels as they are. */
  public ContactSheet(int columns, int gap, int background) {
    this(columns, gap, background, 1);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ContactSheet {
    if (columns < 1 || gap < 0 || background < 0 || background > 255 || scale < 1) {
      throw new IllegalArgumentException(
          "no such contact sheet: columns "
              + columns
              + ", gap "
              + gap
              + ", background "
              + background
              + ", scale "
              + scale);
    }
  }

  /** A sheet as square as may be, with a white gap of two pixels. */
  public static ContactSheet square(int images) {
    return new ContactSheet((int) Math.ceil(Math.sqrt(images)), 2, 255);
  }

  /**
   * A sheet in so many columns, with images as large as people see well, unless the sheet grows
   * huge.
   */
  public static ContactSheet visible(int columns, Size image) {
    long most = LARGEST_SHEET / Math.max(1, (long) columns * image.width());
    int scale = (int) Math.min(visibleScale(image), Math.max(1, most));
    return new ContactSheet(columns, 2, 255, scale);
  }

  /** The same with so many times as large images. */
  public ContactSheet scaled(int times) {
    return new ContactSheet(columns, gap, background, times);
  }

  /**
   * The whole number of times that an image is enlarged so that people see it well: so that its
   * shorter side has about 128 pixels, or more.
   */
  public static int visibleScale(Size image) {
    int side = Math.min(image.height(), image.width());
    return Math.max(1, (int) Math.round(VISIBLE_SIDE / side));
  }

  /**
   * Shows what a data set is like: up to 64 images from all over it, as square as may be, with a
   * longer side of at most 128 pixels.
   */
  public static PixelImage of(Dataset dataset) {
    int shown = Math.min(MOST_SHOWN, dataset.count());
    Size size = dataset.imageSize();
    double scale = Math.min(1, LONGEST_SIDE / (double) Math.max(size.height(), size.width()));
    Preparation shrinking =
        new Preparation(
            new Size(scaled(size.height(), scale), scaled(size.width(), scale)),
            Crop.none(),
            false);
    int row = Product.of(size.width(), dataset.channels());
    List<PixelImage> images = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      byte[] pixels = new byte[Product.of(size.height(), row)];
      int image = Math.toIntExact((long) i * dataset.count() / shown);
      dataset.read(image, 0, 0, size.height(), size.width(), pixels, 0, row);
      images.add(shrinking.apply(new PixelImage(size, dataset.channels(), pixels), image));
    }
    return square(shown).tile(images);
  }

  private static int scaled(int side, double scale) {
    return (int) Math.max(1, Math.round(side * scale));
  }

  /**
   * How large a sheet is.
   *
   * @param count how many images it shows, at least one
   * @param image the size of each
   * @throws org.cocogan.exact.TooLargeException if that cannot be counted
   */
  public Size size(int count, Size image) {
    int rows = Division.ceil(count, columns);
    return new Size(
        Math.addExact(Product.of(rows, rowHeight(image)), gap),
        Math.addExact(
            Product.of(columns, Math.addExact(Product.of(scale, image.width()), gap)), gap));
  }

  /**
   * Rows of pixels from one row of images to the next.
   *
   * @param image the size of each
   * @throws org.cocogan.exact.TooLargeException if that cannot be counted
   */
  public int rowHeight(Size image) {
    return Math.addExact(Product.of(scale, image.height()), gap);
  }

  /**
   * Tiles images.
   *
   * @param images at least one, all of one size and with the same channels
   * @throws IllegalArgumentException if there is none, or they differ in size or channels
   */
  public PixelImage tile(List<PixelImage> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("a contact sheet needs at least one image");
    }
    if (scale > 1) {
      return scaled(1).tile(images.stream().map(image -> image.enlarged(scale)).toList());
    }
    Size size = images.get(0).size();
    int channels = images.get(0).channels();
    Size sheet = size(images.size(), size);
    int sheetRow = Product.of(sheet.width(), channels);
    int imageRow = size.width() * channels;
    byte[] pixels = new byte[Product.of(sheet.height(), sheetRow)];
    Arrays.fill(pixels, (byte) background);
    for (int i = 0; i < images.size(); i++) {
      PixelImage image = images.get(i);
      if (!image.size().equals(size) || image.channels() != channels) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "image %d is %s with %d channels but the first is %s with %d",
                i,
                image.size(),
                image.channels(),
                size,
                channels));
      }
      int top = i / columns * (size.height() + gap) + gap;
      int left = i % columns * (size.width() + gap) + gap;
      for (int y = 0; y < size.height(); y++) {
        System.arraycopy(
            image.pixels(), y * imageRow, pixels, (top + y) * sheetRow + left * channels, imageRow);
      }
    }
    return new PixelImage(sheet, channels, pixels);
  }
}
