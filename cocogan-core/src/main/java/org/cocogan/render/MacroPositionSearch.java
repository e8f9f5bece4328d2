package org.cocogan.render;

import java.util.function.ToDoubleFunction;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** Finds the position of a macro patch from its coordinate, in any coordinate system. */
public final class MacroPositionSearch {
  private static final double SMALLEST_STEP = 0x1p-10;

  private final CoordinateSystem coordinates;

  /** Prepares the search among the macro positions of a system. */
  public MacroPositionSearch(CoordinateSystem coordinates) {
    this.coordinates = coordinates;
  }

  /**
   * The position whose macro coordinate is nearest, by the Euclidean distance between vectors: the
   * best whole position, from which ever shorter steps go on to fractions.
   *
   * @param coordinate [coordinate dimension], such as the spatial head predicts
   * @return between the first and the last position on an open axis, below the number of positions
   *     on a cyclic one
   */
  public Position nearest(double[] coordinate) {
    ToDoubleFunction<Position> distance = position -> squaredDistance(position, coordinate);
    Position best = nearestWhole(distance);
    for (double step = 0.5; step >= SMALLEST_STEP; step /= 2) {
      Position next = nearestNeighbour(best, step, distance);
      while (!next.equals(best)) {
        best = next;
        next = nearestNeighbour(best, step, distance);
      }
    }
    return best;
  }

  private Position nearestWhole(ToDoubleFunction<Position> distance) {
    Grid positions = coordinates.macroPositions();
    Position best = Position.ORIGIN;
    for (int row = 0; row < positions.rows(); row++) {
      for (int column = 0; column < positions.columns(); column++) {
        best = nearer(new Position(row, column), best, distance);
      }
    }
    return best;
  }

  private Position nearestNeighbour(
      Position from, double step, ToDoubleFunction<Position> distance) {
    Grid positions = coordinates.macroPositions();
    Position best = from;
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        Position candidate =
            new Position(
                within(from.row() + down * step, positions.rows(), coordinates.verticallyCyclic()),
                within(
                    from.column() + right * step,
                    positions.columns(),
                    coordinates.horizontallyCyclic()));
        best = nearer(candidate, best, distance);
      }
    }
    return best;
  }

  private static Position nearer(
      Position candidate, Position best, ToDoubleFunction<Position> distance) {
    return distance.applyAsDouble(candidate) < distance.applyAsDouble(best) ? candidate : best;
  }

  private static double within(double position, int count, boolean cyclic) {
    if (cyclic) {
      return position < 0 ? position + count : position % count;
    }
    return Math.max(0, Math.min(count - 1, position));
  }

  private double squaredDistance(Position position, double[] coordinate) {
    double[] there = coordinates.macroCoordinate(position.row(), position.column());
    double sum = 0;
    for (int i = 0; i < there.length; i++) {
      sum += (there[i] - coordinate[i]) * (there[i] - coordinate[i]);
    }
    return sum;
  }

  /** How far two positions lie apart, in micro patches; the short way around on a cyclic axis. */
  public double distance(Position one, Position other) {
    Grid positions = coordinates.macroPositions();
    return Math.hypot(
        apart(one.row() - other.row(), positions.rows(), coordinates.verticallyCyclic()),
        apart(
            one.column() - other.column(), positions.columns(), coordinates.horizontallyCyclic()));
  }

  private static double apart(double difference, int count, boolean cyclic) {
    return cyclic ? Math.IEEEremainder(difference, count) : difference;
  }
}
