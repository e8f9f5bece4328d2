package org.cocogan.train;

import java.util.Map;
import org.cocogan.model.LatentSpace;
import org.cocogan.tensor.Shape;

/**
 * What a step is fed.
 *
 * @param shapes of all inputs, by name
 * @param latentSpace where latent vectors are drawn from
 * @param random numbers the networks ask for
 */
public record StepInputs(Map<String, Shape> shapes, LatentSpace latentSpace, RandomInputs random) {
  /** The inputs of networks without random numbers of their own. */
  public StepInputs(Map<String, Shape> shapes, LatentSpace latentSpace) {
    this(shapes, latentSpace, RandomInputs.none());
  }

  /** Copies the map. */
  public StepInputs {
    shapes = Map.copyOf(shapes);
  }

  /**
   * The shape of an input.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Shape shape(String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("the steps have no input " + name);
    }
    return shape;
  }
}
