package org.cocogan.coords;

import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.testkit.CoordinateSystemConformance;

class ToroidalConformanceTest extends CoordinateSystemConformance {
  @Override
  protected Stream<CoordinateSystem> systems() {
    return Layouts.all().map(ToroidalCoordinateSystem::new);
  }
}
