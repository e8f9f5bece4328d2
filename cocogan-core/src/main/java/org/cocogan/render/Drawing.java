package org.cocogan.render;

import java.awt.image.BufferedImage;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Draws images that a trained generator makes, and parts of them, each the same whenever it is
 * drawn: a seed and a number name an image.
 *
 * <p>Any number of threads may draw at the same time. Nobody may draw any more once it is closed.
 */
public interface Drawing extends AutoCloseable {
  /** The size of a whole image. */
  Size imageSize();

  /** Channels of an image: 3 for red, green, blue; 1 for grey. */
  int channels();

  /**
   * Where one micro patch of an image is.
   *
   * @throws IllegalArgumentException if an image has no such patch
   */
  PixelRegion patchRegion(int row, int column);

  /** Where latent vectors are drawn from; its classes are those that images are of, if any. */
  LatentSpace latentSpace();

  /**
   * The same images as of one class; closing either closes both.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  default Drawing ofClass(String name) {
    return new ClassDrawing(this, latentSpace().only(name));
  }

  /**
   * Draws a region of an image from the micro patches that it touches. Along a cyclic axis it may
   * reach past the edge.
   *
   * @param seed of the latent vectors
   * @param number of the image, not negative
   * @return [region height, region width, channels] bytes in 0..255, row-major
   * @throws IllegalArgumentException if the region reaches past an edge that meets no other
   */
  default byte[] pixels(long seed, long number, PixelRegion region) {
    return pixels(latentSpace(), seed, number, region);
  }

  /**
   * The same with latent vectors of {@link #latentSpace()}, or of it with one class alone.
   *
   * @param seed of the latent vectors
   * @param number of the image, not negative
   * @return [region height, region width, channels] bytes in 0..255, row-major
   * @throws IllegalArgumentException if the region reaches past an edge that meets no other
   */
  byte[] pixels(LatentSpace from, long seed, long number, PixelRegion region);

  /** Draws a whole image. */
  default BufferedImage image(long seed, long number) {
    return region(seed, number, new PixelRegion(0, 0, imageSize().height(), imageSize().width()));
  }

  /**
   * Draws a region of an image.
   *
   * @throws IllegalArgumentException if the region reaches past an edge that meets no other
   */
  default BufferedImage region(long seed, long number, PixelRegion region) {
    return Pixels.toBufferedImage(
        pixels(seed, number, region), new Size(region.height(), region.width()), channels());
  }

  /**
   * Draws one micro patch of an image alone; its pixels are those it has in the image.
   *
   * @throws IllegalArgumentException if an image has no such patch
   */
  default BufferedImage patch(long seed, long number, int row, int column) {
    return region(seed, number, patchRegion(row, column));
  }

  @Override
  void close();
}
