package org.cocogan.model;

/** How a parameter starts; drawn on the Java heap, so that every engine starts from one value. */
public sealed interface Initializer {
  /**
   * The same value everywhere.
   *
   * @param value the value
   */
  record Constant(float value) implements Initializer {}

  /**
   * Normal around zero, drawn again beyond two standard deviations (TensorFlow's {@code
   * truncated_normal}).
   *
   * @param standardDeviation of the normal before truncation, positive
   */
  record TruncatedNormal(double standardDeviation) implements Initializer {}

  /**
   * Normal.
   *
   * @param mean of the distribution
   * @param standardDeviation positive
   */
  record Normal(double mean, double standardDeviation) implements Initializer {}

  /**
   * Uniform in [-limit, limit].
   *
   * @param limit positive; √(6 / (in + out)) is Glorot's
   */
  record Uniform(double limit) implements Initializer {}
}
