package org.cocogan.train;

import java.util.Map;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PointGrid;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Shape;

/**
 * The inputs of the programs of a training step.
 *
 * @param shapes of all inputs, by name
 * @param points where the generator is told the coordinates of a macro patch
 * @param latentSpace where latent vectors are drawn from
 * @param random numbers the networks ask for
 * @param scheduled scalars that follow a schedule, by name
 */
public record StepInputs(
    Map<String, Shape> shapes,
    PointGrid points,
    LatentSpace latentSpace,
    RandomInputs random,
    Map<String, Schedule> scheduled) {
  /** Makes the inputs of networks without random numbers of their own, and without schedules. */
  public StepInputs(Map<String, Shape> shapes, PointGrid points, LatentSpace latentSpace) {
    this(shapes, points, latentSpace, RandomInputs.none(), Map.of());
  }

  /** Copies the maps. */
  public StepInputs {
    shapes = Map.copyOf(shapes);
    scheduled = Map.copyOf(scheduled);
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
