package org.cocogan.experiment;

/** How images are made to fit. */
public enum Preprocessing {
  /** Values stay as they are; shrinking averages. */
  STANDARD,
  /**
   * As the released code does: each image is stretched to 0..255 and resized with Pillow's bilinear
   * filter, without a crop unless the data set has one of its own.
   */
  OFFICIAL
}
