package com.example.polar;

import java.util.Map;
import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.cocogan.testkit.CoordinateSystemConformance;

class PolarConformanceTest extends CoordinateSystemConformance {
  @Override
  protected Stream<CoordinateSystem> systems() {
    PolarProvider provider = new PolarProvider();
    Parameters parameters = Parameters.of(provider.parameters(), Map.of("inner_radius", "0.4"));
    return Stream.of(new Size(16, 16), new Size(32, 48), new Size(64, 96))
        .map(macro -> new PatchLayout(new Size(64, 96), macro, new Size(16, 16)))
        .map(layout -> provider.create(layout, parameters));
  }
}
