package com.example.torus;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

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
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    return new TorusCoordinateSystem(layout);
  }
}
