package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class ToroidalCoordinateSystemTest {
  private static final double ROUNDING = 1e-12;
  private static final double HALF_ROOT_THREE = Math.sqrt(3) / 2;

  /** Four rows of 90 degrees, twelve columns of 30. */
  private final CoordinateSystem system = new ToroidalCoordinateSystem(Layouts.PANORAMA);

  @Test
  void givesBothAxesAnAngle() {
    assertThat(system.dimension()).isEqualTo(4);
    assertThat(system.microGrid()).isEqualTo(new Grid(4, 12));
    assertThat(system.macroPositions()).isEqualTo(new Grid(4, 12));
    assertThat(system.microCoordinate(0, 0)).containsExactly(-1, 0, -1, 0);
    assertThat(system.microCoordinate(1, 0)).containsExactly(0, -1, -1, 0);
    assertThat(system.microCoordinate(2, 6)).containsExactly(1, 0, 1, 0);
    assertThat(system.microCoordinate(3, 1))
        .containsExactly(new double[] {0, 1, -HALF_ROOT_THREE, -0.5}, within(ROUNDING));
  }

  @Test
  void givesAMacroPatchTheAnglesOfItsTopLeftMicroPatch() {
    assertThat(system.macroCoordinate(3, 11)).containsExactly(system.microCoordinate(3, 11));
    assertThat(system.macroCoordinate(0.25, 1.75))
        .containsExactly(system.microCoordinate(0.25, 1.75));
  }

  @Test
  void meetsItselfAtBothPairsOfEdges() {
    for (double along = -0.5; along < 4; along += 0.25) {
      assertThat(system.microCoordinate(3.5, along))
          .as("bottom and top edge at column %s", along)
          .containsExactly(system.microCoordinate(-0.5, along), within(ROUNDING));
      assertThat(system.microCoordinate(along, 11.5))
          .as("right and left edge at row %s", along)
          .containsExactly(system.microCoordinate(along, -0.5), within(ROUNDING));
    }
  }

  @Test
  void wrapsRegionsAroundBothEdges() {
    assertThat(system.macroRegion(3, 11)).isEqualTo(new PixelRegion(192, 704, 128, 128));
    assertThat(system.macroRegion(3.5, 11.5)).isEqualTo(new PixelRegion(224, 736, 128, 128));
    assertThat(system.macroRegion(3.999, 11.999)).isEqualTo(new PixelRegion(0, 0, 128, 128));
  }

  /** Half a pixel: 0.5 and 2.5 go down, 1.5 goes up. */
  @Test
  void roundsHalfAPixelToTheEvenOne() {
    CoordinateSystem small =
        new ToroidalCoordinateSystem(Layouts.of(new Size(8, 8), new Size(4, 4), new Size(2, 2)));
    assertThat(small.macroRegion(0.25, 0.75)).isEqualTo(new PixelRegion(0, 2, 4, 4));
    assertThat(small.macroRegion(1.25, 3.75)).isEqualTo(new PixelRegion(2, 0, 4, 4));
  }
}
