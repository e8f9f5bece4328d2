package com.example.polar;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/**
 * The coordinate system of polar images: columns go once around, rows outward; a coordinate is the
 * place on the disc.
 */
record PolarCoordinateSystem(PatchLayout layout, double innerRadius) implements CoordinateSystem {
  @Override
  public String name() {
    return "polar";
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
    Grid full = layout.microInFull();
    return new Grid(full.rows() - layout.microInMacro().rows() + 1, full.columns());
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
    return place(row, microGrid().rows() - 1, column);
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return place(row, macroPositions().rows() - 1, column);
  }

  /** Rows run evenly from the inner radius to 1; a single row lies between. */
  private double[] place(double row, int lastRow, double column) {
    double outward = lastRow == 0 ? 0.5 : row / lastRow;
    double radius = innerRadius + (1 - innerRadius) * outward;
    double angle = 2 * Math.PI * column / microGrid().columns();
    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    if (!(row >= 0 && row <= macroPositions().rows() - 1)) {
      throw new IllegalArgumentException("row " + row + " lies outside the image");
    }
    int top = (int) Math.rint(row * layout.micro().height());
    int left = (int) Math.rint(column * layout.micro().width()) % layout.full().width();
    return new PixelRegion(top, left, layout.macro().height(), layout.macro().width());
  }
}
