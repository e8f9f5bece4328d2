package org.cocogan.train;

import org.cocogan.dataset.Dataset;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Cropper;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Cuts the real macro patches of one player's steps, from images in an order of its own.
 *
 * <p>With rolling, each image is first shifted, along every cyclic axis, by a number of pixels that
 * (seed, step, place in the batch) gives: a panorama may be turned about its axis.
 */
final class RealPatches {
  private final Dataset dataset;
  private final CoordinateSystem coordinates;
  private final Cropper cropper;
  private final boolean roll;
  private final long seed;
  private final String player;
  private final ImageOrder order;

  /**
   * Prepares reading.
   *
   * @param roll whether images are shifted along cyclic axes
   * @param player ends the purpose of every random draw; empty for the discriminator
   */
  RealPatches(
      Dataset dataset,
      CoordinateSystem coordinates,
      Cropper cropper,
      boolean roll,
      long seed,
      String player) {
    this.dataset = dataset;
    this.coordinates = coordinates;
    this.cropper = cropper;
    this.roll = roll;
    this.seed = seed;
    this.player = player;
    this.order = new ImageOrder(seed, "order of images" + player, dataset.count());
  }

  /**
   * The patches of a step.
   *
   * @param positions (row, column) of each
   * @param shape [batch, channels, macro height, macro width]
   */
  HostArray at(long step, double[][] positions, Shape shape) {
    CountedRandom random = CountedRandom.of(seed, "roll of images" + player, step);
    int channels = shape.dimension(1);
    int pixels = shape.dimension(2) * shape.dimension(3);
    byte[] patch = new byte[pixels * channels];
    float[] values = new float[shape.size()];
    for (int i = 0; i < positions.length; i++) {
      PixelRegion region = coordinates.macroRegion(positions[i][0], positions[i][1]);
      int image = order.image(step * positions.length + i);
      cropper.crop(dataset, image, roll ? rolled(region, random) : region, patch);
      for (int channel = 0; channel < channels; channel++) {
        int at = (i * channels + channel) * pixels;
        for (int pixel = 0; pixel < pixels; pixel++) {
          values[at + pixel] = (patch[pixel * channels + channel] & 0xFF) / 127.5f - 1;
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
}
