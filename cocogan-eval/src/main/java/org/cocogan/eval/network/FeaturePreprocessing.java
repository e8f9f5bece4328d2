package org.cocogan.eval.network;

import java.util.Locale;

/** The preprocessing of an image for a network; scores of different ways do not compare. */
public enum FeaturePreprocessing {
  /** As the original FID does: TensorFlow 1's bilinear resizing, then (x - 128) / 128. */
  TENSORFLOW,
  /** As pytorch-fid does: bilinear between pixel centres, then 2 x / 255 - 1. */
  PYTORCH_FID,
  /** As clean-fid does: Pillow's antialiased bicubic in floats, clipped, then (x - 128) / 128. */
  CLEAN,
  /** For networks that take [0, 1]: bilinear between pixel centres, then x / 255. */
  UNIT;

  /** Such as {@code pytorch-fid}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
