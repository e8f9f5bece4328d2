package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.junit.jupiter.api.Test;

class EuclideanCoordinateSystemTest {
  private static final double ROUNDING = 1e-12;

  /** The worked example of docs/coordinates.md. */
  @Test
  void placesTwoByTwoMicroPatchesInTwoByTwoMacroPatches() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.N2M2);
    assertThat(system.microGrid()).isEqualTo(new Grid(4, 4));
    assertThat(system.macroPositions()).isEqualTo(new Grid(3, 3));
    double[] micro = {-1, -1 / 3.0, 1 / 3.0, 1};
    double[] macro = {-1, 0, 1};
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(system.microCoordinate(row, column))
            .containsExactly(new double[] {micro[row], micro[column]}, within(ROUNDING));
      }
    }
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat(system.macroCoordinate(row, column))
            .containsExactly(new double[] {macro[row], macro[column]}, within(ROUNDING));
        assertThat(system.macroRegion(row, column))
            .isEqualTo(new PixelRegion(16 * row, 16 * column, 32, 32));
      }
    }
  }

  /**
   * 48x100 in macro patches of 24x40 and micro patches of 8x20: 6x5 micro patches, 3x2 of them in a
   * macro patch, 4x4 positions.
   */
  @Test
  void treatsEachAxisByItself() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.OBLONG);
    assertThat(system.microGrid()).isEqualTo(new Grid(6, 5));
    assertThat(system.macroPositions()).isEqualTo(new Grid(4, 4));
    assertThat(system.microCoordinate(1, 3))
        .containsExactly(new double[] {-0.6, 0.5}, within(ROUNDING));
    assertThat(system.macroCoordinate(1, 1))
        .containsExactly(new double[] {-1 / 3.0, -1 / 3.0}, within(ROUNDING));
    assertThat(system.macroRegion(3, 2)).isEqualTo(new PixelRegion(24, 40, 24, 40));
  }

  @Test
  void givesAMacroPatchOfOneMicroPatchTheSameCoordinate() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.N1M1);
    assertThat(system.macroPositions()).isEqualTo(system.microGrid()).isEqualTo(new Grid(4, 4));
    for (int row = 0; row < 4; row++) {
      assertThat(system.macroCoordinate(row, 2))
          .isEqualTo(system.microCoordinate(row, 2))
          .containsExactly(new double[] {-1 + row * 2 / 3.0, 1 / 3.0}, within(ROUNDING));
    }
  }

  @Test
  void putsAMacroPatchThatIsTheImageAtZero() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.FULL_IS_MACRO);
    assertThat(system.macroPositions()).isEqualTo(new Grid(1, 1));
    assertThat(system.macroCoordinate(0, 0)).containsExactly(0, 0);
    assertThat(system.microCoordinate(0, 3)).containsExactly(-1, 1);
    assertThat(system.macroRegion(0, 0)).isEqualTo(new PixelRegion(0, 0, 64, 64));
  }

  @Test
  void putsAMicroPatchThatIsTheImageAtZero() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.FULL_IS_MICRO);
    assertThat(system.microGrid()).isEqualTo(new Grid(1, 1));
    assertThat(system.microCoordinate(0, 0)).containsExactly(0, 0);
    assertThat(system.macroCoordinate(0, 0)).containsExactly(0, 0);
  }

  @Test
  void roundsRegionsToWholePixelsHalvesToEven() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.square(12, 6, 3));
    assertThat(system.macroRegion(0.5, 1.5)).isEqualTo(new PixelRegion(2, 4, 6, 6));
    assertThat(system.macroRegion(0.4, 1.7)).isEqualTo(new PixelRegion(1, 5, 6, 6));
  }

  @Test
  void refusesARegionOutsideTheImage() {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.N2M2);
    assertThatThrownBy(() -> system.macroRegion(2.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("position 2.5 lies outside the image, whose positions are 0 to 2");
    assertThatThrownBy(() -> system.macroRegion(0, -0.01))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> system.macroRegion(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
