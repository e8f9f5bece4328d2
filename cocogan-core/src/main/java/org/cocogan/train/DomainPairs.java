package org.cocogan.train;

import java.util.Locale;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * A data set of pairs, made of two data sets whose images do not belong together: an image of the
 * first domain at the left, one of the second beside it.
 *
 * <p>It has as many pairs as the larger domain has images, so that all can be shown. Training draws
 * the images of the two domains independently.
 */
public final class DomainPairs implements Dataset {
  private final Dataset first;
  private final Dataset second;

  /**
   * Joins two data sets, which it closes in the end.
   *
   * @throws IllegalArgumentException if their images are not of the same size and channels
   */
  public DomainPairs(Dataset first, Dataset second) {
    if (!first.imageSize().equals(second.imageSize()) || first.channels() != second.channels()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              ("the images of two domains must be alike, but those of %s are %s with %d channels"
                  + " and those of %s are %s with %d"),
              first.name(),
              first.imageSize(),
              first.channels(),
              second.name(),
              second.imageSize(),
              second.channels()));
    }
    this.first = first;
    this.second = second;
  }

  @Override
  public String name() {
    return first.name() + " beside " + second.name();
  }

  @Override
  public int count() {
    return Math.max(first.count(), second.count());
  }

  /** The images of the first domain. */
  int firstCount() {
    return first.count();
  }

  /** The images of the second domain. */
  int secondCount() {
    return second.count();
  }

  @Override
  public Size imageSize() {
    return new Size(first.imageSize().height(), Product.of(2, first.imageSize().width()));
  }

  @Override
  public int channels() {
    return first.channels();
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    PixelRegion region = new PixelRegion(top, left, height, width);
    read(image % first.count(), image % second.count(), region, target, offset, stride);
  }

  /**
   * Copies a rectangle of a pair of any two images.
   *
   * @param one number of the first image
   * @param other number of the second
   * @param region in the pair
   */
  void read(int one, int other, PixelRegion region, byte[] target, int offset, int stride) {
    int middle = first.imageSize().width();
    int end = region.left() + region.width();
    if (region.left() < middle) {
      int width = Math.min(end, middle) - region.left();
      first.read(one, region.top(), region.left(), region.height(), width, target, offset, stride);
    }
    if (end > middle) {
      int from = Math.max(region.left(), middle);
      second.read(
          other,
          region.top(),
          from - middle,
          region.height(),
          end - from,
          target,
          offset + Product.of(from - region.left(), channels()),
          stride);
    }
  }

  @Override
  public void close() {
    try (Dataset closedLast = first) {
      second.close();
    }
  }
}
