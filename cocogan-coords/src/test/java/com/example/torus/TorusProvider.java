package com.example.torus;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.provider.Parameters;

public final class TorusProvider implements CoordinateSystemProvider {
  @Override
  public String name() {
    return "torus";
  }

  @Override
  public String description() {
    return "Seamless textures: (cos, sin) of the row, (cos, sin) of the column.";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Parameters parameters) {
    return new TorusCoordinateSystem(layout);
  }
}
