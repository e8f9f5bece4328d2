package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SphericalCoordinateSystemTest {
  private static final double ROUNDING = 1e-12;

  /** Four rows and eight columns of micro patches, each 45 by 45 degrees. */
  private final CoordinateSystem system = new SphericalCoordinateSystem(Layouts.SPHERE);

  static Stream<PatchLayout> layouts() {
    return Layouts.all();
  }

  private static double[] unit(double latitude, double longitude) {
    double down = Math.toRadians(latitude);
    double around = Math.toRadians(longitude);
    return new double[] {
      Math.sin(down), Math.cos(down) * Math.cos(around), Math.cos(down) * Math.sin(around)
    };
  }

  @Test
  void placesMicroPatchesAtTheirCentres() {
    assertThat(system.dimension()).isEqualTo(3);
    assertThat(system.microGrid()).isEqualTo(new Grid(4, 8));
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 8; column++) {
        assertThat(system.microCoordinate(row, column))
            .as("row %s, column %s", row, column)
            .containsExactly(unit(-67.5 + 45 * row, -157.5 + 45 * column), within(ROUNDING));
      }
    }
  }

  @Test
  void placesMacroPatchesAtTheirCentres() {
    assertThat(system.macroPositions()).isEqualTo(new Grid(3, 8));
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 8; column++) {
        assertThat(system.macroCoordinate(row, column))
            .as("row %s, column %s", row, column)
            .containsExactly(unit(-45 + 45 * row, -135 + 45 * column), within(ROUNDING));
      }
    }
    assertThat(system.macroCoordinate(1, 1)).containsExactly(0, 0, -1);
  }

  @Test
  void placesAMacroPatchOfFourInTheMiddleOfThem() {
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 8; column++) {
        double[] middle = new double[3];
        for (int i = 0; i < 3; i++) {
          for (int part = 0; part < 4; part++) {
            middle[i] += system.microCoordinate(row + part / 2, column + part % 2)[i];
          }
        }
        double[] macro = system.macroCoordinate(row, column);
        assertThat(Math.atan2(macro[2], macro[1]))
            .isCloseTo(Math.atan2(middle[2], middle[1]), within(ROUNDING));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void staysOnTheUnitSphere(PatchLayout layout) {
    CoordinateSystem any = new SphericalCoordinateSystem(layout);
    Grid grid = any.microGrid();
    for (double row = 0; row < grid.rows(); row += 0.25) {
      for (double column = 0; column < grid.columns(); column += 0.25) {
        assertThat(length(any.microCoordinate(row, column))).isCloseTo(1, within(ROUNDING));
        assertThat(length(any.macroCoordinate(row, column))).isCloseTo(1, within(ROUNDING));
      }
    }
  }

  private static double length(double[] vector) {
    return Math.hypot(Math.hypot(vector[0], vector[1]), vector[2]);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void shrinksTheTopAndBottomEdgesToPoints(PatchLayout layout) {
    CoordinateSystem any = new SphericalCoordinateSystem(layout);
    Grid grid = any.microGrid();
    for (double column = -0.5; column < grid.columns(); column += 0.25) {
      assertThat(any.microCoordinate(-0.5, column))
          .as("top edge at column %s", column)
          .containsExactly(new double[] {-1, 0, 0}, within(ROUNDING));
      assertThat(any.microCoordinate(grid.rows() - 0.5, column))
          .as("bottom edge at column %s", column)
          .containsExactly(new double[] {1, 0, 0}, within(ROUNDING));
    }
  }

  @Test
  void meetsItselfAtTheLeftAndRightEdge() {
    for (double row = -0.5; row < 4; row += 0.25) {
      assertThat(system.microCoordinate(row, 7.5))
          .as("right and left edge at row %s", row)
          .containsExactly(system.microCoordinate(row, -0.5), within(ROUNDING));
    }
  }

  /** Over the pole, half a turn further, the first row comes again. */
  @Test
  void leadsOverThePolesBackIntoTheImage() {
    for (int column = 0; column < 8; column++) {
      assertThat(system.microCoordinate(-1, column))
          .containsExactly(system.microCoordinate(0, column + 4), within(ROUNDING));
      assertThat(system.microCoordinate(4, column))
          .containsExactly(system.microCoordinate(3, column + 4), within(ROUNDING));
    }
    assertThat(system.canBeExtrapolated()).isFalse();
  }

  @Test
  void wrapsRegionsAroundTheRightEdgeOnly() {
    assertThat(system.macroRegion(2, 7)).isEqualTo(new PixelRegion(32, 112, 32, 32));
    assertThat(system.macroRegion(1.5, 7.999)).isEqualTo(new PixelRegion(24, 0, 32, 32));
    assertThatThrownBy(() -> system.macroRegion(2.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("position 2.1 lies outside the image, whose positions are 0 to 2");
  }

  /** There is no other latitude to be at than the middle. */
  @Test
  void placesAMacroPatchOfTheWholeHeightOnTheEquator() {
    CoordinateSystem whole = new SphericalCoordinateSystem(Layouts.FULL_IS_MACRO);
    assertThat(whole.macroPositions()).isEqualTo(new Grid(1, 4));
    assertThat(whole.macroCoordinate(0, 0)).containsExactly(0, 1, 0);
    assertThat(whole.macroCoordinate(0, 1)).containsExactly(0, 0, 1);
  }
}
