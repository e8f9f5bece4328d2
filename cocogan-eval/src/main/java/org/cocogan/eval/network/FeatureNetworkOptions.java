package org.cocogan.eval.network;

import java.util.Optional;
import org.cocogan.patch.Size;

/**
 * The options of a feature network, beyond what its file tells.
 *
 * @param preprocessing how images are prepared; without it {@link FeaturePreprocessing#TENSORFLOW}
 *     for the FID Inception, and {@link FeaturePreprocessing#UNIT} for others
 * @param size of the input, for a model that takes any
 * @param features the output that holds the features
 * @param classes the output that holds the logits, or probabilities, of classes
 * @param gpu whether to compute with CUDA
 * @param threads processor threads, at least one
 */
public record FeatureNetworkOptions(
    Optional<FeaturePreprocessing> preprocessing,
    Optional<Size> size,
    Optional<String> features,
    Optional<String> classes,
    boolean gpu,
    int threads) {
  /**
   * Checks the number of threads.
   *
   * @throws IllegalArgumentException if it is below one
   */
  public FeatureNetworkOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("a network needs at least one thread, not " + threads);
    }
  }

  /** What the file tells, on all processors. */
  public static FeatureNetworkOptions defaults() {
    return new FeatureNetworkOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Runtime.getRuntime().availableProcessors());
  }

  /** The same with images prepared in a way. */
  public FeatureNetworkOptions with(FeaturePreprocessing way) {
    return new FeatureNetworkOptions(Optional.of(way), size, features, classes, gpu, threads);
  }
}
