package org.cocogan.coords;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/**
 * A system whose two axes are open or cyclic, each by itself; what is left to a system is the
 * coordinates.
 */
abstract class AxesCoordinateSystem implements CoordinateSystem {
  private final String name;
  private final int dimension;
  private final PatchLayout layout;
  private final Axis vertical;
  private final Axis horizontal;

  AxesCoordinateSystem(
      String name, int dimension, PatchLayout layout, Axis vertical, Axis horizontal) {
    this.name = name;
    this.dimension = dimension;
    this.layout = layout;
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int dimension() {
    return dimension;
  }

  @Override
  public final PatchLayout layout() {
    return layout;
  }

  @Override
  public final Grid microGrid() {
    return layout.microInFull();
  }

  @Override
  public final Grid macroPositions() {
    return new Grid(vertical.macroPositions(), horizontal.macroPositions());
  }

  @Override
  public final boolean verticallyCyclic() {
    return vertical.cyclic();
  }

  @Override
  public final boolean horizontallyCyclic() {
    return horizontal.cyclic();
  }

  @Override
  public final PixelRegion macroRegion(double row, double column) {
    return new PixelRegion(
        vertical.firstPixel(row),
        horizontal.firstPixel(column),
        layout.macro().height(),
        layout.macro().width());
  }

  @Override
  public final String toString() {
    return name + " " + layout;
  }
}
