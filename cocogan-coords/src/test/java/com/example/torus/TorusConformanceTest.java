package com.example.torus;

import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.testkit.CoordinateSystemConformance;

class TorusConformanceTest extends CoordinateSystemConformance {
  @Override
  protected Stream<CoordinateSystem> systems() {
    return Stream.of(new Size(16, 16), new Size(32, 48), new Size(64, 96))
        .map(macro -> new PatchLayout(new Size(64, 96), macro, new Size(16, 16)))
        .map(TorusCoordinateSystem::new);
  }
}
