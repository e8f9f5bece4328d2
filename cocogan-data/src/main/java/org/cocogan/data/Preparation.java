package org.cocogan.data;

import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The preparation that makes an image of any size one of the wanted size: it is cropped, then
 * resized. Usually shrinking averages over the area that a pixel covers, so that nothing aliases,
 * and enlarging interpolates linearly.
 *
 * @param target the wanted size
 * @param crop which part of the image is used
 * @param enlarge whether a part that is smaller than the target in height or width is enlarged
 *     rather than refused
 * @param preprocessing how it is resized
 */
public record Preparation(Size target, Crop crop, boolean enlarge, Preprocessing preprocessing) {
  /**
   * Checks that the parts fit together.
   *
   * @throws DataException if a stated rectangle is smaller than the target and is not to be
   *     enlarged
   */
  public Preparation {
    if (!enlarge && isAlwaysSmaller(crop, target)) {
      throw new DataException(
          "the crop "
              + crop
              + " is smaller than the target of "
              + target
              + " pixels; choose a larger crop, a smaller target, or enlarge");
    }
  }

  /**
   * Makes a preparation with the usual preprocessing.
   *
   * @throws DataException if a stated rectangle is smaller than the target and is not to be
   *     enlarged
   */
  public Preparation(Size target, Crop crop, boolean enlarge) {
    this(target, crop, enlarge, Preprocessing.STANDARD);
  }

  /** The usual way: a centre crop, and images that are too small are refused. */
  public static Preparation to(Size target) {
    return new Preparation(target, Crop.centre(), false);
  }

  /** The way of the released code, which enlarges images that are too small. */
  public static Preparation official(Size target, Crop crop) {
    return new Preparation(target, crop, true, Preprocessing.OFFICIAL);
  }

  /**
   * Prepares an image.
   *
   * @param number of the image in its source, which random crops depend on
   * @return an image of the target's size with as many channels; the image itself where nothing is
   *     to be done
   * @throws DataException if the image is too small or the crop does not lie inside it; the message
   *     does not name the image
   */
  public PixelImage apply(PixelImage image, int number) {
    PixelRegion region = crop.region(image.size(), target, number);
    if (!enlarge && isSmaller(region, target)) {
      throw new DataException(
          "its " + image.size() + " pixels are too few for the wanted " + target);
    }
    if (preprocessing == Preprocessing.OFFICIAL) {
      return new PixelImage(
          target, image.channels(), new OfficialResize(image, region, target).resize());
    }
    if (image.size().equals(target) && isAll(region, image.size())) {
      return image;
    }
    return new PixelImage(
        target, image.channels(), new Resampler(image, region, target).resample());
  }

  private static boolean isAlwaysSmaller(Crop crop, Size target) {
    if (crop instanceof StatedCrop rectangle) {
      return isSmaller(rectangle.stated(), target);
    }
    return crop instanceof RandomCrop rectangle
        && isSmaller(
            new PixelRegion(0, 0, rectangle.size().height(), rectangle.size().width()), target);
  }

  private static boolean isSmaller(PixelRegion region, Size size) {
    return region.height() < size.height() || region.width() < size.width();
  }

  private static boolean isAll(PixelRegion region, Size size) {
    return region.height() == size.height() && region.width() == size.width();
  }
}
