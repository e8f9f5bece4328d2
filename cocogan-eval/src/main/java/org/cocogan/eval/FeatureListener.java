package org.cocogan.eval;

import org.cocogan.eval.network.FeatureBatch;

/** Takes the features of consecutive images. */
@FunctionalInterface
interface FeatureListener {
  /**
   * Takes the next ones.
   *
   * @param first number of the first image
   */
  void accept(int first, FeatureBatch batch);
}
