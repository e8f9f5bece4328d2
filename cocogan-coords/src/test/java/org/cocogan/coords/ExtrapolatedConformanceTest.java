package org.cocogan.coords;

import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.testkit.CoordinateSystemConformance;

class ExtrapolatedConformanceTest extends CoordinateSystemConformance {
  @Override
  protected Stream<CoordinateSystem> systems() {
    return Layouts.allWithRoom()
        .flatMap(
            layout ->
                Stream.of(
                    new ExtrapolatedCoordinateSystem(new EuclideanCoordinateSystem(layout), 0),
                    new ExtrapolatedCoordinateSystem(new EuclideanCoordinateSystem(layout), 1),
                    new ExtrapolatedCoordinateSystem(new EuclideanCoordinateSystem(layout), 3),
                    new ExtrapolatedCoordinateSystem(new CylindricalCoordinateSystem(layout), 2)));
  }
}
