package org.cocogan.render;

import java.util.HashMap;
import java.util.Map;
import org.cocogan.exact.Product;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PointGrid;
import org.cocogan.random.CountedRandom;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Latent vectors of all places, from a seed alone: independent ones at the nodes of a square
 * lattice, and in between Σ w z / √(Σ w²) of the four nodes around, which keeps the variance. The
 * weights are products of 3t² - 2t³ and its rest, so that the field is smooth. Entries of classes
 * are Σ w c, as between images of two classes.
 *
 * @param space of a latent vector; entries of a uniform one are limited to [-1, 1]
 * @param seed of all vectors
 * @param spacing micro patches from one node to the next, positive
 */
record LatentLattice(LatentSpace space, long seed, double spacing) {
  private static final String PURPOSE = "latent field";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the spacing is not positive
   */
  LatentLattice {
    if (!(spacing > 0)) {
      throw new IllegalArgumentException(
          "the spacing of a latent field is a number of micro patches above 0, not " + spacing);
    }
  }

  /** A node of the lattice. */
  private record Node(long row, long column) {}

  /**
   * The latent vectors of points.
   *
   * @param row position of the rectangle's top left micro patch
   * @param column likewise
   * @return [1, rows of points, columns of points, latent dimension]
   */
  HostArray at(PointGrid grid, double row, double column) {
    Map<Node, float[]> nodes = new HashMap<>();
    int rows = grid.points().rows();
    int columns = grid.points().columns();
    int z = space.dimension();
    float[] values = new float[Product.of(grid.points().size(), z)];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float[] vector =
            at(
                (row + grid.firstRow() + i * grid.rowStep()) / spacing,
                (column + grid.firstColumn() + j * grid.columnStep()) / spacing,
                nodes);
        System.arraycopy(vector, 0, values, (i * columns + j) * z, z);
      }
    }
    return new HostArray(Shape.of(1, rows, columns, z), values);
  }

  private float[] at(double row, double column, Map<Node, float[]> nodes) {
    long top = (long) Math.floor(row);
    long left = (long) Math.floor(column);
    double down = smooth(row - top);
    double right = smooth(column - left);
    double[] sum = new double[space.dimension()];
    double squares = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double weight = (i == 0 ? 1 - down : down) * (j == 0 ? 1 - right : right);
        squares += weight * weight;
        float[] node = nodes.computeIfAbsent(new Node(top + i, left + j), this::draw);
        for (int entry = 0; entry < sum.length; entry++) {
          sum[entry] += weight * node[entry];
        }
      }
    }
    float[] vector = new float[sum.length];
    for (int entry = 0; entry < sum.length; entry++) {
      vector[entry] =
          entry < space.independent()
              ? limited(sum[entry] / Math.sqrt(squares))
              : (float) sum[entry];
    }
    return vector;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private float limited(double entry) {
    return (float)
        (space.distribution() == Distribution.UNIFORM ? Math.max(-1, Math.min(1, entry)) : entry);
  }

  private float[] draw(Node node) {
    return space
        .draw(1, CountedRandom.of(seed, PURPOSE + " " + node.row(), node.column()))
        .values();
  }
}
