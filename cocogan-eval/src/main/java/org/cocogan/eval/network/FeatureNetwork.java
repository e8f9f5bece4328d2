package org.cocogan.eval.network;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

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
   * @param images at least one
   */
  FeatureBatch features(List<FeatureImage> images);

  /**
   * Computes the features of any number of images in batches, while the next ones are made and
   * prepared on other threads. What the images or the taker throw ends it and is thrown here.
   *
   * @param count how many images
   * @param images makes the image of a number from 0 on; called on several threads at once
   * @param taker takes the batches in order, on this thread
   */
  void stream(int count, IntFunction<FeatureImage> images, Consumer<FeatureBatch> taker);

  @Override
  void close();
}
