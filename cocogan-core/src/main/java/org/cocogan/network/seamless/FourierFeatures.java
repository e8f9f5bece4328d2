package org.cocogan.network.seamless;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.patch.Grid;
import org.cocogan.tensor.Tensor;

/**
 * Fourier features of coordinates: their entries v, and sin(qv) and cos(qv) for the frequencies q =
 * π/2, π, 2π, ... (Tancik et al. 2020).
 *
 * @param dimension entries of a coordinate
 * @param count how many frequencies
 */
record FourierFeatures(int dimension, int count) {
  private static final double FIRST = Math.PI / 2;

  /** No wave is shorter than so many cells: they could not show it. */
  private static final double CELLS_IN_A_WAVE = 4;

  /** With more entries than this the columns of an image lie on a circle ... */
  private static final int FLAT = 2;

  /** ... and with more than this its rows do, too. */
  private static final int CYLINDER = 3;

  /**
   * As many frequencies as cells can show along every axis.
   *
   * @param image micro patches of the full image
   * @param patch cells of a micro patch
   */
  static FourierFeatures of(int dimension, Grid image, Grid patch) {
    double steepest =
        Math.max(
            change(dimension > CYLINDER, image.rows(), patch.rows()),
            change(dimension > FLAT, image.columns(), patch.columns()));
    int count = 1;
    while (FIRST * Math.pow(2, count) * steepest <= 2 * Math.PI / CELLS_IN_A_WAVE) {
      count++;
    }
    return new FourierFeatures(dimension, count);
  }

  /**
   * The most that an entry changes from a cell to the next: a flat axis goes from -1 at the first
   * micro patch to 1 at the last, an entry on a circle at most as far as the way along it.
   */
  private static double change(boolean circle, int patches, int cells) {
    double perPatch = circle ? 2 * Math.PI / patches : 2.0 / (patches - 1);
    return perPatch / cells;
  }

  /** How many features a point has. */
  int features() {
    return Product.of(dimension, 1 + Product.of(2, count));
  }

  /** [batch, rows, columns, dimension] to [batch, features, rows, columns]. */
  Tensor of(Tensor coordinates) {
    Tensor entries = coordinates.permute(0, 3, 1, 2);
    List<Tensor> features = new ArrayList<>();
    features.add(entries);
    for (int i = 0; i < count; i++) {
      Tensor angle = entries.multiply((float) (FIRST * Math.pow(2, i)));
      features.add(angle.sin());
      features.add(angle.add((float) (Math.PI / 2)).sin());
    }
    return Tensor.concat(1, features);
  }
}
