package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * The inputs that one player's steps have to themselves: real macro patches, cut from images in an
 * order of their own, the draws that augment real and fake ones, and those that networks ask for.
 *
 * <p>With rolling, each image is first shifted, along every cyclic axis, by a number of pixels that
 * (seed, step, place in the batch) gives: a panorama may be turned about its axis. With flipping,
 * every other image, as (seed, step, place in the batch) tells, is mirrored before that.
 */
final class RealPatches {
  private final CoordinateSystem coordinates;
  private final Augmentations augmentations;
  private final RandomInputs random;
  private final long seed;
  private final String player;
  private final Optional<ImageClasses> classes;
  private final ShuffledImages images;

  /**
   * Prepares reading.
   *
   * @param classes of the images, if they have any
   * @param player ends the purpose of every random draw; empty for the discriminator
   */
  RealPatches(
      Dataset dataset,
      Optional<ImageClasses> classes,
      CoordinateSystem coordinates,
      Cropper cropper,
      Augmentations augmentations,
      RandomInputs random,
      long seed,
      String player) {
    this.coordinates = coordinates;
    this.augmentations = augmentations;
    this.random = random;
    this.seed = seed;
    this.player = player;
    this.classes = classes;
    this.images = new ShuffledImages(dataset, cropper, seed, player);
  }

  /** The classes of the images that are next in order at a step, if images have any. */
  Optional<int[]> classes(long step, int batch) {
    return classes.map(its -> its.of(nextImages(step, batch)));
  }

  private int[] nextImages(long step, int batch) {
    return IntStream.range(0, batch).map(i -> images.image(step * batch + i)).toArray();
  }

  /**
   * The inputs of a step, of the images that are next in order.
   *
   * @param positions (row, column) of each
   * @param shape [batch, channels, macro height, macro width]
   */
  Map<String, HostArray> at(long step, double[][] positions, Shape shape) {
    return at(step, positions, shape, nextImages(step, positions.length));
  }

  /** The same of images of given classes, as (seed, step, place in the batch) draws them. */
  Map<String, HostArray> of(int[] wanted, long step, double[][] positions, Shape shape) {
    CountedRandom random = CountedRandom.of(seed, "images of classes" + player, step);
    return at(step, positions, shape, classes.orElseThrow().drawn(wanted, random));
  }

  private Map<String, HostArray> at(long step, double[][] positions, Shape shape, int[] shown) {
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    inputs.put("real", patches(step, positions, shape, shown));
    inputs.putAll(augmentations.macroPatches().draw(shape, seed, player, step));
    inputs.putAll(random.draw(seed, player, step));
    return inputs;
  }

  private HostArray patches(long step, double[][] positions, Shape shape, int[] shown) {
    CountedRandom rolls = CountedRandom.of(seed, "roll of images" + player, step);
    CountedRandom flips = CountedRandom.of(seed, "flip of images" + player, step);
    int width = shape.dimension(3);
    int channels = shape.dimension(1);
    int pixels = Product.of(shape.dimension(2), shape.dimension(3));
    byte[] patch = new byte[Product.of(pixels, channels)];
    float[] values = new float[shape.size()];
    for (int i = 0; i < positions.length; i++) {
      PixelRegion region = coordinates.macroRegion(positions[i][0], positions[i][1]);
      if (augmentations.roll()) {
        region = rolled(region, rolls);
      }
      boolean flip = augmentations.horizontalFlip() && flips.nextInt(2) == 1;
      images.crop(shown[i], step * positions.length + i, flip ? mirrored(region) : region, patch);
      for (int channel = 0; channel < channels; channel++) {
        int at = (i * channels + channel) * pixels;
        for (int pixel = 0; pixel < pixels; pixel++) {
          int from = flip ? pixel + width - 1 - 2 * (pixel % width) : pixel;
          values[at + pixel] = (patch[from * channels + channel] & 0xFF) / 127.5f - 1;
        }
      }
    }
    return new HostArray(shape, values);
  }

  private PixelRegion rolled(PixelRegion region, CountedRandom random) {
    Size full = coordinates.layout().full();
    int down = random.nextInt(full.height());
    int right = random.nextInt(full.width());
    return new PixelRegion(
        coordinates.verticallyCyclic() ? (region.top() + down) % full.height() : region.top(),
        coordinates.horizontallyCyclic() ? (region.left() + right) % full.width() : region.left(),
        region.height(),
        region.width());
  }

  /** The region whose mirror image is that region of the mirrored image. */
  private PixelRegion mirrored(PixelRegion region) {
    int width = coordinates.layout().full().width();
    int left = Math.floorMod(width - region.left() - region.width(), width);
    return new PixelRegion(region.top(), left, region.height(), region.width());
  }
}
