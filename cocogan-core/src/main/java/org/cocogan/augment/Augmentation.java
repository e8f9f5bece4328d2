package org.cocogan.augment;

/** A kind of random change to macro patches, before the discriminator sees them. */
public enum Augmentation {
  /** Brightness, saturation and contrast. */
  COLOUR,
  /** A shift; what comes in over the edge is zero. */
  TRANSLATION,
  /** A rectangle of zeros. */
  CUTOUT
}
