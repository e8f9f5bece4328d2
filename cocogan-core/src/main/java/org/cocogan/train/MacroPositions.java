package org.cocogan.train;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** Draws macro patches' positions, and tells their coordinates. */
final class MacroPositions {
  private final CoordinateSystem coordinates;
  private final Sampling sampling;
  private final long seed;
  private final String purpose;

  /**
   * Prepares drawing.
   *
   * @param purpose of the random draws
   */
  MacroPositions(CoordinateSystem coordinates, Sampling sampling, long seed, String purpose) {
    this.coordinates = coordinates;
    this.sampling = sampling;
    this.seed = seed;
    this.purpose = purpose;
  }

  /** The positions of a step, (row, column) of each. */
  double[][] draw(long step, int batch) {
    CountedRandom random = CountedRandom.of(seed, purpose, step);
    Grid grid = coordinates.macroPositions();
    double[][] positions = new double[batch][];
    for (int i = 0; i < batch; i++) {
      positions[i] =
          new double[] {
            position(random, grid.rows(), coordinates.verticallyCyclic()),
            position(random, grid.columns(), coordinates.horizontallyCyclic())
          };
    }
    return positions;
  }

  private double position(CountedRandom random, int count, boolean cyclic) {
    return sampling == Sampling.DISCRETE
        ? random.nextInt(count)
        : random.nextDouble() * (cyclic ? count : count - 1);
  }

  /** Coordinates of macro patches at positions, [batch, coordinate dimension]. */
  HostArray macroCoordinates(double[][] positions, Shape shape) {
    float[] values = new float[shape.size()];
    int at = 0;
    for (double[] position : positions) {
      for (double entry : coordinates.macroCoordinate(position[0], position[1])) {
        values[at++] = (float) entry;
      }
    }
    return new HostArray(shape, values);
  }

  /**
   * Coordinates of points of macro patches at positions, [batch · points, coordinate dimension].
   */
  HostArray microCoordinates(double[][] positions, PointGrid points, Shape shape) {
    float[] values = new float[shape.size()];
    int at = 0;
    for (double[] position : positions) {
      float[] macroPatch = points.coordinates(coordinates, position[0], position[1]);
      System.arraycopy(macroPatch, 0, values, at, macroPatch.length);
      at += macroPatch.length;
    }
    return new HostArray(shape, values);
  }

  /** 1 for a position inside real images, 0 for one that reaches beyond, [batch, 1]. */
  HostArray inside(double[][] positions) {
    float[] values = new float[positions.length];
    for (int i = 0; i < positions.length; i++) {
      values[i] = coordinates.insideImage(positions[i][0], positions[i][1]) ? 1 : 0;
    }
    return new HostArray(Shape.of(positions.length, 1), values);
  }
}
