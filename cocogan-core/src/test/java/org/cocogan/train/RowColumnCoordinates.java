package org.cocogan.train;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** A coordinate is the position itself, and 100 more for a macro patch; columns are cyclic. */
record RowColumnCoordinates(PatchLayout layout) implements CoordinateSystem {
  static final double MACRO = 100;

  @Override
  public String name() {
    return "rows and columns";
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public Grid microGrid() {
    return layout.microInFull();
  }

  @Override
  public Grid macroPositions() {
    int rows = layout.microInFull().rows() - layout.microInMacro().rows() + 1;
    return new Grid(rows, layout.microInFull().columns());
  }

  @Override
  public boolean verticallyCyclic() {
    return false;
  }

  @Override
  public boolean horizontallyCyclic() {
    return true;
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return new double[] {row, column};
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return new double[] {MACRO + row, MACRO + column};
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    Size micro = layout.micro();
    return new PixelRegion(
        (int) Math.rint(row * micro.height()),
        (int) Math.rint(column * micro.width()),
        layout.macro().height(),
        layout.macro().width());
  }
}
