package org.cocogan.eval.network;

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
    return CHANNELS * size.height() * size.width();
  }

  /** The input for an image. */
  float[] prepare(FeatureImage image) {
    float[] input = new float[length()];
    for (int channel = 0; channel < image.channels(); channel++) {
      float[] plane = resized(image, channel);
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

  /** One channel in 0..255 at the input's size. */
  private float[] resized(FeatureImage image, int channel) {
    return switch (way) {
      case TENSORFLOW -> Bilinear.ofCorners(image.size(), size).resize(image, channel);
      case PYTORCH_FID, UNIT -> Bilinear.ofCentres(image.size(), size).resize(image, channel);
      case CLEAN -> new PillowBicubic(image.size(), size).resize(image, channel);
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
      case PYTORCH_FID -> 2 * (value / 255) - 1;
      case UNIT -> value / 255;
    };
  }
}
