package org.cocogan.eval.network;

import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Makes a network's input of an image. */
final class ImagePreparation {
  private static final int CHANNELS = 3;

  private final FeaturePreprocessing way;
  private final Size size;
  private final boolean channelsFirst;

  /**
   * Prepares for a network.
   *
   * @param size of the network's input
   * @param channelsFirst whether the input is [3, height, width] instead of [height, width, 3]
   */
  ImagePreparation(FeaturePreprocessing way, Size size, boolean channelsFirst) {
    this.way = way;
    this.size = size;
    this.channelsFirst = channelsFirst;
  }

  /** How many numbers an input has. */
  int length() {
    return Product.of(CHANNELS, size.height(), size.width());
  }

  /** The input for an image. */
  float[] prepare(FeatureImage image) {
    float[] input = new float[length()];
    Resizer resizer = resizer(image.size());
    for (int channel = 0; channel < image.channels(); channel++) {
      float[] plane = resizer.resize(image, channel);
      if (image.channels() == 1) {
        for (int copy = 0; copy < CHANNELS; copy++) {
          place(plane, copy, input);
        }
      } else {
        place(plane, channel, input);
      }
    }
    return input;
  }

  /** The resizing to 0..1 where PyTorch resizes so, else to 0..255. */
  private Resizer resizer(Size source) {
    return switch (way) {
      case TENSORFLOW -> Bilinear.ofCorners(source, size);
      case PYTORCH_FID, UNIT -> Bilinear.ofCentres(source, size);
      case CLEAN -> new PillowBicubic(source, size);
    };
  }

  private void place(float[] plane, int channel, float[] input) {
    int step = channelsFirst ? 1 : CHANNELS;
    int at = channelsFirst ? channel * plane.length : channel;
    for (float value : plane) {
      input[at] = scaled(value);
      at += step;
    }
  }

  private float scaled(float value) {
    return switch (way) {
      case TENSORFLOW, CLEAN -> (value - 128) / 128;
      case PYTORCH_FID -> 2 * value - 1;
      case UNIT -> value;
    };
  }
}
