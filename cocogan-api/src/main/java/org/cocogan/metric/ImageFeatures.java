package org.cocogan.metric;

import java.util.function.Consumer;

/**
 * The feature vectors of the images of one evaluation, each of which passes the feature network
 * once for all metrics.
 *
 * <p>A metric finds it by {@code request.shared().find(ImageFeatures.class)}, subscribes when it is
 * made, passes on each image that it is given, and calls {@link #finish} before it gives its
 * scores. It is for the thread of the evaluation.
 */
public interface ImageFeatures {
  /** The network and how images are prepared for it; features compare only where it is the same. */
  String description();

  /** The numbers in the features of an image. */
  int dimension();

  /**
   * Registers who is to see the features of the generated images, in their order.
   *
   * @param listener takes those of consecutive images, [images, dimension], and leaves them as they
   *     are
   * @return takes each image of the metric that has subscribed, as {@link Metric#add} is given it
   */
  Consumer<byte[]> subscribe(Consumer<float[][]> listener);

  /** Lets the images that still wait pass the network. */
  void finish();

  /**
   * The features of the real images that are compared with, [images, dimension]; computed or read
   * from a cache at the first call, which may take minutes.
   *
   * @param metric the name of the metric that asks, for messages
   * @throws IllegalArgumentException if nothing to compare with was named, or only its statistics
   *     are known; the message says what would be right
   */
  float[][] realFeatures(String metric);
}
