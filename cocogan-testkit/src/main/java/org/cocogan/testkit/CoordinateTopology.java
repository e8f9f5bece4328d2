package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/**
 * Checks how coordinates lie to each other: the same one turn around, apart elsewhere, near,
 * smooth, and outwards beyond the image.
 */
final class CoordinateTopology {
  private static final double ROUNDING = 1e-9;
  private static final double APART = 1e-6;
  private static final int PARTS_OF_A_STEP = 16;

  private CoordinateTopology() {}

  static void requireSame(
      CoordinateKind kind, GridPosition p, GridPosition turn, CoordinateSystem system) {
    assertThat(kind.at(system, turn))
        .as("%s coordinate at %s, one turn beyond %s", kind, turn, p)
        .containsExactly(kind.at(system, p), within(ROUNDING));
  }

  /** No two whole positions have the same coordinate. */
  static void requireApart(CoordinateKind kind, CoordinateSystem system) {
    List<GridPosition> positions = GridPosition.whole(kind.positions(system)).toList();
    List<double[]> vectors = positions.stream().map(p -> kind.at(system, p)).toList();
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (distance(vectors.get(i), vectors.get(j)) < APART) {
          throw new AssertionError(
              "the %s coordinates at %s and %s are the same"
                  .formatted(kind, positions.get(j), positions.get(i)));
        }
      }
    }
  }

  /**
   * Requires that neighbours are nearest; with fewer than three positions, or four around, all are
   * neighbours.
   */
  static void requireNear(
      CoordinateKind kind, List<GridPosition> line, boolean cyclic, CoordinateSystem system) {
    int count = line.size();
    if (count < (cyclic ? 4 : 3)) {
      return;
    }
    List<double[]> vectors = line.stream().map(p -> kind.at(system, p)).toList();
    double farthest =
        vectors.stream()
            .flatMapToDouble(one -> vectors.stream().mapToDouble(other -> distance(one, other)))
            .max()
            .orElse(0);
    for (int i = 0; i < (cyclic ? count : count - 1); i++) {
      int next = (i + 1) % count;
      assertThat(distance(vectors.get(i), vectors.get(next)))
          .as(
              "distance of the %s coordinates at %s and the next, %s",
              kind, line.get(i), line.get(next))
          .isLessThan(farthest - APART);
    }
  }

  static void requireNew(
      CoordinateKind kind, int row, int column, Grid beyond, CoordinateSystem system) {
    List<GridPosition> inside = GridPosition.whole(kind.positions(system)).toList();
    List<double[]> vectors = inside.stream().map(p -> kind.at(system, p)).toList();
    GridPosition.whole(beyond)
        .map(p -> p.plus(row, column))
        .forEach(
            p -> {
              double[] vector = kind.at(system, p);
              for (int i = 0; i < vectors.size(); i++) {
                if (distance(vector, vectors.get(i)) < APART) {
                  throw new AssertionError(
                      ("the %s coordinate at %s, beyond the image, is that at %s inside; if nothing"
                              + " lies beyond, canBeExtrapolated is to say false")
                          .formatted(kind, p, inside.get(i)));
                }
              }
            });
  }

  static void requireSmooth(
      CoordinateKind kind, GridPosition step, boolean cyclic, CoordinateSystem system) {
    Grid positions = kind.positions(system);
    boolean goesOnAfterTheLast = cyclic && step.along(positions) > 1;
    List<GridPosition> starts =
        GridPosition.whole(positions)
            .filter(p -> goesOnAfterTheLast || p.plus(step).isIn(positions))
            .toList();
    double longest =
        starts.stream()
            .mapToDouble(p -> distance(kind.at(system, p), kind.at(system, p.plus(step))))
            .max()
            .orElse(0);
    for (GridPosition start : starts) {
      for (int part = 0; part < PARTS_OF_A_STEP; part++) {
        GridPosition from = start.plus(step.times(part / (double) PARTS_OF_A_STEP));
        GridPosition to = start.plus(step.times((part + 1) / (double) PARTS_OF_A_STEP));
        assertThat(distance(kind.at(system, from), kind.at(system, to)))
            .as("change of the %s coordinate from %s to %s", kind, from, to)
            .isLessThan(longest / 2);
      }
    }
  }

  private static double distance(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return Math.sqrt(sum);
  }
}
