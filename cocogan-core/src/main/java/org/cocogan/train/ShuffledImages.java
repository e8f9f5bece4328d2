package org.cocogan.train;

import org.cocogan.CocoGanException;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;

/**
 * The images of one player in an order of their own; those of two domains each in its own, so that
 * any image meets any other. Safe for several threads.
 */
final class ShuffledImages {
  private final Dataset dataset;
  private final Cropper cropper;
  private final ImageOrder order;
  private final ImageOrder orderOfSecond;

  /**
   * Prepares reading.
   *
   * @param player ends the purpose of every random draw; empty for the discriminator
   */
  ShuffledImages(Dataset dataset, Cropper cropper, long seed, String player) {
    this.dataset = dataset;
    this.cropper = cropper;
    boolean paired = dataset instanceof DomainPairs;
    int first = paired ? ((DomainPairs) dataset).firstCount() : dataset.count();
    int second = paired ? ((DomainPairs) dataset).secondCount() : dataset.count();
    this.order = new ImageOrder(seed, "order of images" + player, first);
    this.orderOfSecond =
        new ImageOrder(seed, "order of images of the second domain" + player, second);
  }

  /** The image drawn at a count, which runs on over all epochs. */
  int image(long count) {
    return order.image(count);
  }

  /**
   * Copies a region of an image; of pairs beside the image of the second domain drawn at a count.
   *
   * @param patch [region height, region width, channels] bytes
   * @throws CocoGanException if the image cannot be read; it says which and why
   */
  void crop(int image, long count, PixelRegion region, byte[] patch) {
    try {
      if (dataset instanceof DomainPairs pairs) {
        int stride = Product.of(region.width(), pairs.channels());
        pairs.read(image, orderOfSecond.image(count), region, patch, 0, stride);
      } else {
        cropper.crop(dataset, image, region, patch);
      }
    } catch (RuntimeException e) {
      throw unreadable(image, String.valueOf(e.getMessage()), e);
    } catch (InternalError e) {
      // What Java makes of a page of a mapped file that is no longer there.
      throw unreadable(image, "its file was cut off or its disk fails", e);
    }
  }

  private CocoGanException unreadable(int image, String why, Throwable cause) {
    return new CocoGanException(
        "image " + image + " of " + dataset.name() + " cannot be read: " + why, cause);
  }
}
