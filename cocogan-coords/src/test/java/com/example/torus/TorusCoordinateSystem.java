package com.example.torus;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/** Seamless textures: both pairs of edges meet, so each axis is an angle. */
public record TorusCoordinateSystem(PatchLayout layout) implements CoordinateSystem {
  @Override
  public String name() {
    return "torus";
  }

  @Override
  public int dimension() {
    return 4;
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
  public boolean verticallyCyclic() {
    return true;
  }

  @Override
  public boolean horizontallyCyclic() {
    return true;
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    double down = 2 * Math.PI * row / microGrid().rows();
    double across = 2 * Math.PI * column / microGrid().columns();
    return new double[] {Math.cos(down), Math.sin(down), Math.cos(across), Math.sin(across)};
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return microCoordinate(row, column);
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    return new PixelRegion(
        (int) Math.rint(row * layout.micro().height()) % layout.full().height(),
        (int) Math.rint(column * layout.micro().width()) % layout.full().width(),
        layout.macro().height(),
        layout.macro().width());
  }
}
