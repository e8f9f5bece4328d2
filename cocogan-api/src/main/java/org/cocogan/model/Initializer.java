package org.cocogan.model;

/**
 * The distribution of a parameter's first value, which is drawn on the Java heap, so that every
 * engine starts from the same.
 */
public sealed interface Initializer {
  /**
   * The distribution that always gives one value.
   *
   * @param value the value
   */
  record Constant(float value) implements Initializer {}

  /**
   * The normal distribution around zero, drawn again beyond two standard deviations (TensorFlow's
   * {@code truncated_normal}).
   *
   * @param standardDeviation of the normal before truncation, positive
   */
  record TruncatedNormal(double standardDeviation) implements Initializer {}

  /**
   * The normal distribution.
   *
   * @param mean of the distribution
   * @param standardDeviation positive
   */
  record Normal(double mean, double standardDeviation) implements Initializer {}

  /**
   * The uniform distribution over [-limit, limit].
   *
   * @param limit positive; √(6 / (in + out)) is Glorot's
   */
  record Uniform(double limit) implements Initializer {}
}
