package org.cocogan.deploy;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/**
 * The coordinates an exported model keeps: those of the micro patches of its image, and no others.
 *
 * @param name of the coordinate system they are from
 * @param layout whose full image is the model's
 * @param verticallyCyclic whether the bottom edge meets the top
 * @param horizontallyCyclic whether the right edge meets the left
 * @param table of the micro patches, row-major
 */
public record ExportedCoordinates(
    String name,
    PatchLayout layout,
    boolean verticallyCyclic,
    boolean horizontallyCyclic,
    List<float[]> table)
    implements CoordinateSystem {
  /**
   * Copies the table.
   *
   * @throws IllegalArgumentException if it has not one coordinate for each micro patch
   */
  public ExportedCoordinates {
    table = List.copyOf(table);
    if (table.size() != layout.microInFull().size()) {
      throw new IllegalArgumentException(
          "there are "
              + table.size()
              + " coordinates for "
              + layout.microInFull().size()
              + " micro patches");
    }
  }

  @Override
  public int dimension() {
    return table.get(0).length;
  }

  @Override
  public Grid microGrid() {
    return layout.microInFull();
  }

  @Override
  public Grid macroPositions() {
    Grid all = layout.microInFull();
    Grid part = layout.microInMacro();
    return new Grid(
        verticallyCyclic ? all.rows() : all.rows() - part.rows() + 1,
        horizontallyCyclic ? all.columns() : all.columns() - part.columns() + 1);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the position is not a whole one of the image
   */
  @Override
  public double[] microCoordinate(double row, double column) {
    Grid grid = microGrid();
    int y = whole(row, grid.rows(), verticallyCyclic);
    int x = whole(column, grid.columns(), horizontallyCyclic);
    float[] kept = table.get(Product.of(y, grid.columns()) + x);
    double[] coordinate = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      coordinate[i] = kept[i];
    }
    return coordinate;
  }

  private static int whole(double position, int count, boolean cyclic) {
    int whole = (int) position;
    int inside = cyclic ? Math.floorMod(whole, count) : whole;
    if (whole != position || inside < 0 || inside >= count) {
      throw new IllegalArgumentException(
          "an exported model keeps the coordinates of whole positions from 0 to "
              + (count - 1)
              + ", not of "
              + position);
    }
    return inside;
  }

  /** Not kept: macro patches are for training. */
  @Override
  public double[] macroCoordinate(double row, double column) {
    throw new IllegalStateException("an exported model keeps no macro coordinates");
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    return new PixelRegion(
        (int) Math.rint(row * layout.micro().height()),
        (int) Math.rint(column * layout.micro().width()),
        layout.macro().height(),
        layout.macro().width());
  }
}
