package org.cocogan.eval.network;

/** Brings images of one size to another. */
interface Resizer {
  /** One channel at the target's size, [height, width]. */
  float[] resize(FeatureImage image, int channel);
}
