package org.cocogan.eval;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/** Coordinates of which only the layout and the edges that meet are of interest. */
record Edges(PatchLayout layout, boolean verticallyCyclic, boolean horizontallyCyclic)
    implements CoordinateSystem {
  @Override
  public String name() {
    return "edges";
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
    return layout.microInFull();
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return new double[] {row, column};
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return microCoordinate(row, column);
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    throw new IllegalArgumentException("there are no real images");
  }
}
