package org.cocogan.coords;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/** A right system, to be made wrong in one answer. */
class ForwardingSystem implements CoordinateSystem {
  private final CoordinateSystem inner;

  ForwardingSystem(CoordinateSystem inner) {
    this.inner = inner;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public PatchLayout layout() {
    return inner.layout();
  }

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public Grid microGrid() {
    return inner.microGrid();
  }

  @Override
  public Grid macroPositions() {
    return inner.macroPositions();
  }

  @Override
  public boolean verticallyCyclic() {
    return inner.verticallyCyclic();
  }

  @Override
  public boolean horizontallyCyclic() {
    return inner.horizontallyCyclic();
  }

  @Override
  public boolean canBeExtrapolated() {
    return inner.canBeExtrapolated();
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return inner.microCoordinate(row, column);
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return inner.macroCoordinate(row, column);
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    return inner.macroRegion(row, column);
  }

  @Override
  public boolean insideImage(double row, double column) {
    return inner.insideImage(row, column);
  }
}
