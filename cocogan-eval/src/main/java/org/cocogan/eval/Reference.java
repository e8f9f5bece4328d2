package org.cocogan.eval;

import org.cocogan.dataset.Dataset;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.text.Counted;

/** The reference that the features of generated images are compared with. */
public sealed interface Reference permits ImageReference, StatisticsReference {
  /** Such as {@code 4000 images of portraits.zip}. */
  String description();

  /**
   * Mean and covariance of its features.
   *
   * @throws IllegalArgumentException if they are of another network or another dimension; the
   *     message names both
   */
  FeatureMoments moments();

  /**
   * The features themselves, [images, dimension].
   *
   * @throws IllegalArgumentException if only their statistics are known
   */
  float[][] features();

  /**
   * The images.
   *
   * @throws IllegalArgumentException if only the statistics of their features are known
   */
  Images images();

  /**
   * Images to compare with.
   *
   * @param dataset holds them
   * @param count how many of its first images are meant
   * @param digest changes with the images, as hexadecimal digits
   */
  record Images(Dataset dataset, int count, String digest) {
    /** One image. */
    FeatureImage image(int number) {
      return part(
          number, new PixelRegion(0, 0, dataset.imageSize().height(), dataset.imageSize().width()));
    }

    /** Part of an image. */
    FeatureImage part(int number, PixelRegion region) {
      int stride = Product.of(region.width(), dataset.channels());
      byte[] pixels = new byte[Product.of(region.height(), stride)];
      dataset.read(
          number, region.top(), region.left(), region.height(), region.width(), pixels, 0, stride);
      return new FeatureImage(
          new Size(region.height(), region.width()), dataset.channels(), pixels);
    }

    /** Such as {@code 4000 images of portraits.zip}. */
    String description() {
      return Counted.of(count, "image") + " of " + dataset.name();
    }
  }
}
