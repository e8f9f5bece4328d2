package org.cocogan.cli;

import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.provider.Parameters;

/** What a third party might write: flat images whose vertical coordinate grows upwards. */
public final class UpsideDownProvider implements CoordinateSystemProvider {
  @Override
  public String name() {
    return "upside_down";
  }

  @Override
  public String description() {
    return "Flat images whose vertical coordinate grows upwards.";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Parameters parameters) {
    return new UpsideDown(name(), new EuclideanCoordinateSystem(layout));
  }

  private record UpsideDown(String name, CoordinateSystem upright) implements CoordinateSystem {
    @Override
    public PatchLayout layout() {
      return upright.layout();
    }

    @Override
    public int dimension() {
      return upright.dimension();
    }

    @Override
    public Grid microGrid() {
      return upright.microGrid();
    }

    @Override
    public Grid macroPositions() {
      return upright.macroPositions();
    }

    @Override
    public boolean verticallyCyclic() {
      return false;
    }

    @Override
    public boolean horizontallyCyclic() {
      return false;
    }

    @Override
    public double[] microCoordinate(double row, double column) {
      return turned(upright.microCoordinate(row, column));
    }

    @Override
    public double[] macroCoordinate(double row, double column) {
      return turned(upright.macroCoordinate(row, column));
    }

    private static double[] turned(double[] coordinate) {
      return new double[] {-coordinate[0], coordinate[1]};
    }

    @Override
    public PixelRegion macroRegion(double row, double column) {
      return upright.macroRegion(row, column);
    }
  }
}
