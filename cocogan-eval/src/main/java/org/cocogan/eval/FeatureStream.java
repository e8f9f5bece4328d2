package org.cocogan.eval;

import java.util.function.Consumer;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.network.FeatureNetwork;

/** Computes the features of real images in the order of their numbers. */
@FunctionalInterface
public interface FeatureStream {
  /** Computes them in this process. */
  FeatureStream HERE =
      (network, images, first, taker) ->
          network.stream(images.count() - first, number -> images.image(first + number), taker);

  /**
   * Computes those from a number on.
   *
   * @param taker takes them in order, on this thread
   */
  void from(
      FeatureNetwork network, Reference.Images images, int first, Consumer<FeatureBatch> taker);
}
