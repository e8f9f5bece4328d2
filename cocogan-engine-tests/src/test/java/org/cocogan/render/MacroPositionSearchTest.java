package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.coords.SphericalCoordinateSystem;
import org.cocogan.coords.ToroidalCoordinateSystem;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MacroPositionSearchTest {
  private static final double FOUND = 1e-3;
  private static final PatchLayout LAYOUT =
      new PatchLayout(new Size(64, 192), new Size(32, 32), new Size(16, 16));
  private static final CoordinateSystem FLAT = new EuclideanCoordinateSystem(LAYOUT);
  private static final CoordinateSystem ROUND = new CylindricalCoordinateSystem(LAYOUT);

  private static Stream<CoordinateSystem> systems() {
    return Stream.of(
        FLAT, ROUND, new ToroidalCoordinateSystem(LAYOUT), new SphericalCoordinateSystem(LAYOUT));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void findsAPositionFromItsOwnCoordinate(CoordinateSystem system) {
    MacroPositionSearch search = new MacroPositionSearch(system);
    for (double row = 0; row <= 2; row += 0.4) {
      for (double column = 0; column <= 10; column += 0.3) {
        Position found = search.nearest(system.macroCoordinate(row, column));

        assertThat(found.row()).isCloseTo(row, within(FOUND));
        assertThat(found.column()).isCloseTo(column, within(FOUND));
      }
    }
  }

  @Test
  void staysInsideTheImageAtAnOpenEdge() {
    MacroPositionSearch search = new MacroPositionSearch(FLAT);

    assertThat(search.nearest(new double[] {-1.4, 3})).isEqualTo(new Position(0, 10));
  }

  @Test
  void goesAroundACyclicAxis() {
    MacroPositionSearch search = new MacroPositionSearch(ROUND);
    Position found = search.nearest(ROUND.macroCoordinate(1, 11.7));

    assertThat(found.column()).isCloseTo(11.7, within(FOUND));
    assertThat(search.nearest(ROUND.macroCoordinate(1, -0.25)).column())
        .isCloseTo(11.75, within(FOUND));
    assertThat(search.distance(found, new Position(1, 0.2))).isCloseTo(0.5, within(FOUND));
  }

  @Test
  void findsThePositionNearestToACoordinateThatNoneHas() {
    double[] half = ROUND.macroCoordinate(2, 4);
    half[1] *= 0.5;
    half[2] *= 0.5;

    Position found = new MacroPositionSearch(ROUND).nearest(half);

    assertThat(found.column()).isCloseTo(4, within(FOUND));
    assertThat(found.row()).isEqualTo(2);
  }

  @Test
  void findsTheOnlyPositionWhereTheMacroPatchFillsTheImage() {
    PatchLayout filled = new PatchLayout(new Size(32, 32), new Size(32, 32), new Size(16, 16));
    MacroPositionSearch search = new MacroPositionSearch(new EuclideanCoordinateSystem(filled));

    assertThat(search.nearest(new double[] {0.3, -0.2})).isEqualTo(Position.ORIGIN);
  }

  @Test
  void measuresAsOnPaperWhereAxesAreOpen() {
    assertThat(new MacroPositionSearch(FLAT).distance(new Position(0, 1), new Position(2, 10)))
        .isCloseTo(Math.sqrt(85), within(1e-12));
  }
}
