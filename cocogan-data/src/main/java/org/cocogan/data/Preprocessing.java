package org.cocogan.data;

/** The way in which pixels are resized. */
public enum Preprocessing {
  /** What a person expects: values stay as they are, and shrinking averages over areas. */
  STANDARD,
  /**
   * What the released code does, to reproduce its figures: each image is stretched so that its
   * least value becomes 0 and its greatest 255, then resized as Pillow's bilinear filter does
   * ({@code scipy.misc.imresize} of SciPy 1.1 on an array of floats).
   */
  OFFICIAL
}
