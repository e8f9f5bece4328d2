package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class CylindricalCoordinateSystemTest {
  private static final double ROUNDING = 1e-12;
  private static final double HALF_ROOT_THREE = Math.sqrt(3) / 2;

  /** The panorama of docs/coordinates.md: 4x12 micro patches, 30 degrees each. */
  @Test
  void placesMicroPatchesAroundATurn() {
    CoordinateSystem system = new CylindricalCoordinateSystem(Layouts.PANORAMA);
    assertThat(system.microGrid()).isEqualTo(new Grid(4, 12));
    assertThat(system.macroPositions()).isEqualTo(new Grid(3, 12));
    double[] cosines = {
      -1,
      -HALF_ROOT_THREE,
      -0.5,
      0,
      0.5,
      HALF_ROOT_THREE,
      1,
      HALF_ROOT_THREE,
      0.5,
      0,
      -0.5,
      -HALF_ROOT_THREE
    };
    double[] sines = {
      0,
      -0.5,
      -HALF_ROOT_THREE,
      -1,
      -HALF_ROOT_THREE,
      -0.5,
      0,
      0.5,
      HALF_ROOT_THREE,
      1,
      HALF_ROOT_THREE,
      0.5
    };
    double[] vertical = {-1, -1 / 3.0, 1 / 3.0, 1};
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 12; column++) {
        assertThat(system.microCoordinate(row, column))
            .containsExactly(
                new double[] {vertical[row], cosines[column], sines[column]}, within(ROUNDING));
      }
    }
  }

  @Test
  void givesAMacroPatchTheAngleOfItsLeftMicroPatches() {
    CoordinateSystem system = new CylindricalCoordinateSystem(Layouts.PANORAMA);
    for (int column = 0; column < 12; column++) {
      double[] micro = system.microCoordinate(1, column);
      assertThat(system.macroCoordinate(1, column)).containsExactly(0, micro[1], micro[2]);
    }
  }

  @Test
  void snapsCosinesAndSinesNearZeroToZero() {
    CoordinateSystem system = new CylindricalCoordinateSystem(Layouts.PANORAMA);
    assertThat(system.microCoordinate(0, 0)[2]).isEqualTo(0.0);
    assertThat(system.microCoordinate(0, 3)[1]).isEqualTo(0.0);
    assertThat(system.microCoordinate(0, 9)[1]).isEqualTo(0.0);
    assertThat(system.microCoordinate(0, 12)[2]).isEqualTo(0.0);
    double justOffZero = 12 * 2e-6 / (2 * Math.PI);
    assertThat(system.microCoordinate(0, 6 + justOffZero)[2]).isCloseTo(2e-6, within(1e-12));
  }

  /** Three micro patches in a macro patch's width: each one is a whole micro patch further on. */
  @Test
  void keepsTheStrideOfWiderMacroPatches() {
    CoordinateSystem system =
        new CylindricalCoordinateSystem(
            Layouts.of(new Size(64, 192), new Size(32, 48), new Size(16, 16)));
    assertThat(system.layout().microInMacro().columns()).isEqualTo(3);
    assertThat(system.microCoordinate(0, 3 + 1))
        .containsExactly(new double[] {-1, 0.5, -HALF_ROOT_THREE}, within(ROUNDING));
    assertThat(system.microCoordinate(0, 3 + 2))
        .containsExactly(new double[] {-1, HALF_ROOT_THREE, -0.5}, within(ROUNDING));
  }

  @Test
  void wrapsRegionsAroundTheRightEdge() {
    CoordinateSystem system = new CylindricalCoordinateSystem(Layouts.PANORAMA);
    assertThat(system.macroRegion(2, 11)).isEqualTo(new PixelRegion(128, 704, 128, 128));
    assertThat(system.macroRegion(0, 12)).isEqualTo(new PixelRegion(0, 0, 128, 128));
    assertThat(system.macroRegion(0, 11.5)).isEqualTo(new PixelRegion(0, 736, 128, 128));
    assertThat(system.macroRegion(0, 11.999)).isEqualTo(new PixelRegion(0, 0, 128, 128));
  }

  @Test
  void turnsEvenWhenTheMacroPatchIsTheImage() {
    CoordinateSystem system = new CylindricalCoordinateSystem(Layouts.FULL_IS_MACRO);
    assertThat(system.macroPositions()).isEqualTo(new Grid(1, 4));
    assertThat(system.macroCoordinate(0, 1))
        .containsExactly(new double[] {0, 0, -1}, within(ROUNDING));
    assertThat(system.macroRegion(0, 1)).isEqualTo(new PixelRegion(0, 16, 64, 64));
  }
}
