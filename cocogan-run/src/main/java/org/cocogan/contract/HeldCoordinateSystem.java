package org.cocogan.contract;

import java.util.Arrays;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.jspecify.annotations.Nullable;

/**
 * A coordinate system whose grids fit the layout, whose vectors have the dimension that it says,
 * and whose regions lie in the image.
 */
record HeldCoordinateSystem(
    Contract contract,
    CoordinateSystem inner,
    String name,
    PatchLayout layout,
    int dimension,
    Grid microGrid,
    Grid macroPositions,
    boolean verticallyCyclic,
    boolean horizontallyCyclic)
    implements CoordinateSystem {
  /**
   * Asks once what does not change.
   *
   * @param layout that the system was asked for
   * @throws ContractException if it does not fit the layout
   */
  static HeldCoordinateSystem of(Contract contract, PatchLayout layout, CoordinateSystem inner) {
    HeldCoordinateSystem held =
        new HeldCoordinateSystem(
            contract,
            inner,
            contract.text("name()", inner.name()),
            contract.present("layout()", inner.layout()),
            inner.dimension(),
            contract.present("microGrid()", inner.microGrid()),
            contract.present("macroPositions()", inner.macroPositions()),
            inner.verticallyCyclic(),
            inner.horizontallyCyclic());
    contract.require(held.layout.equals(layout), "layout()", held.layout, layout);
    contract.require(held.dimension >= 1, "dimension()", held.dimension, "1 or more");
    Grid full = layout.microInFull();
    Grid grid = held.microGrid;
    contract.require(
        covers(grid.rows(), full.rows(), held.verticallyCyclic)
            && covers(grid.columns(), full.columns(), held.horizontallyCyclic),
        "microGrid()",
        form(grid),
        form(full)
            + ", the micro patches of a full image, or as many more at both ends of an axis"
            + " that is open");
    Grid macro = layout.microInMacro();
    Grid positions =
        new Grid(
            held.verticallyCyclic ? grid.rows() : grid.rows() - macro.rows() + 1,
            held.horizontallyCyclic ? grid.columns() : grid.columns() - macro.columns() + 1);
    contract.require(
        held.macroPositions.equals(positions),
        "macroPositions()",
        form(held.macroPositions),
        form(positions) + ", where a macro patch lies inside the grid of micro patches");
    return held;
  }

  private static boolean covers(int grid, int full, boolean cyclic) {
    return grid == full || (!cyclic && grid > full && (grid - full) % 2 == 0);
  }

  private static String form(Grid grid) {
    return grid.rows() + "x" + grid.columns();
  }

  @Override
  public boolean canBeExtrapolated() {
    return inner.canBeExtrapolated();
  }

  @Override
  public boolean insideImage(double row, double column) {
    return inner.insideImage(row, column);
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return vector("microCoordinate", row, column, inner.microCoordinate(row, column));
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return vector("macroCoordinate", row, column, inner.macroCoordinate(row, column));
  }

  private double[] vector(String method, double row, double column, double @Nullable [] vector) {
    if (vector == null || vector.length != dimension || !isFinite(vector)) {
      throw contract.broken(
          "%s(%s, %s)".formatted(method, row, column),
          Arrays.toString(vector),
          dimension + " finite numbers, as dimension() says");
    }
    return vector;
  }

  private static boolean isFinite(double[] vector) {
    for (double entry : vector) {
      if (!Double.isFinite(entry)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    String call = "macroRegion(%s, %s)".formatted(row, column);
    PixelRegion region = contract.present(call, inner.macroRegion(row, column));
    Size full = layout.full();
    Size macro = layout.macro();
    contract.require(
        region.height() == macro.height()
            && region.width() == macro.width()
            && fits(region.top(), macro.height(), full.height(), verticallyCyclic)
            && fits(region.left(), macro.width(), full.width(), horizontallyCyclic),
        call,
        new Size(region.height(), region.width())
            + " pixels from "
            + region.top()
            + ","
            + region.left(),
        "a macro patch of %s inside the image of %s".formatted(macro, full));
    return region;
  }

  /** Whether a region fits; along a cyclic axis it goes on at the other end. */
  private static boolean fits(int start, int length, int whole, boolean cyclic) {
    return cyclic ? start < whole : start <= whole - length;
  }
}
