package org.cocogan.eval.network;

import java.util.List;

/** Computes features of images, on whose statistics scores such as FID rest. */
public interface FeatureNetwork extends AutoCloseable {
  /** What scores carry: {@code inception-2015-12-05} for the FID network, else the file's name. */
  String name();

  /** Whether this is the network that plain FID is defined by. */
  boolean isFidInception();

  /** The SHA-256 of the ONNX file, as hexadecimal digits. */
  String digest();

  /** How images are prepared for it. */
  FeaturePreprocessing preprocessing();

  /** How many features an image has. */
  int dimension();

  /** How many classes it tells apart; 0 if it has none. */
  int classes();

  /**
   * Computes the features of images, in their order; the images may be of different sizes.
   *
   * <p>Images are prepared on threads of the network's own beside those that compute, so that a
   * list of several batches' length takes hardly longer than the computation.
   *
   * @param images at least one
   */
  FeatureBatch features(List<FeatureImage> images);

  @Override
  void close();
}
