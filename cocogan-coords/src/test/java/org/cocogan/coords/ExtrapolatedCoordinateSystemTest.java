package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtrapolatedCoordinateSystemTest {
  private static final double ROUNDING = 1e-12;
  private final CoordinateSystem flat = new EuclideanCoordinateSystem(Layouts.N2M2);

  @Test
  void continuesEvenlyBeyondBothEnds() {
    CoordinateSystem system = new ExtrapolatedCoordinateSystem(flat, 1);
    assertThat(system.microGrid()).isEqualTo(new Grid(6, 6));
    assertThat(system.macroPositions()).isEqualTo(new Grid(5, 5));
    double[] micro = {-5 / 3.0, -1, -1 / 3.0, 1 / 3.0, 1, 5 / 3.0};
    for (int position = 0; position < 6; position++) {
      assertThat(system.microCoordinate(position, 5 - position))
          .containsExactly(new double[] {micro[position], micro[5 - position]}, within(ROUNDING));
    }
    for (int position = 0; position < 5; position++) {
      assertThat(system.macroCoordinate(position, 0)).containsExactly(position - 2, -2);
    }
  }

  @Test
  void hasRealPixelsForThePositionsInsideOnly() {
    CoordinateSystem system = new ExtrapolatedCoordinateSystem(flat, 1);
    assertThat(system.insideImage(1, 3)).isTrue();
    assertThat(system.macroRegion(1, 3)).isEqualTo(new PixelRegion(0, 32, 32, 32));
    assertThat(system.insideImage(0.9, 1)).isFalse();
    assertThat(system.insideImage(1, 4)).isFalse();
    assertThatThrownBy(() -> system.macroRegion(1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "position (1.0, 4.0) lies outside the real image, whose positions are rows 1 to 3 and"
                + " columns 1 to 3");
  }

  @Test
  void keepsTheLayoutOfTheRealImages() {
    CoordinateSystem system = new ExtrapolatedCoordinateSystem(flat, 2);
    assertThat(system.layout()).isEqualTo(Layouts.N2M2);
    assertThat(system.name()).isEqualTo("euclidean");
    assertThat(system.dimension()).isEqualTo(2);
  }

  @Test
  void extendsACylinderAtTopAndBottomOnly() {
    CoordinateSystem cylinder = new CylindricalCoordinateSystem(Layouts.PANORAMA);
    CoordinateSystem system = new ExtrapolatedCoordinateSystem(cylinder, 1);
    assertThat(system.microGrid()).isEqualTo(new Grid(6, 12));
    assertThat(system.macroPositions()).isEqualTo(new Grid(5, 12));
    assertThat(system.horizontallyCyclic()).isTrue();
    assertThat(system.verticallyCyclic()).isFalse();
    assertThat(system.microCoordinate(0, 6))
        .containsExactly(new double[] {-5 / 3.0, 1, 0}, within(ROUNDING));
    assertThat(system.macroCoordinate(4, 0))
        .containsExactly(new double[] {2, -1, 0}, within(ROUNDING));
    assertThat(system.macroRegion(1, 11)).isEqualTo(new PixelRegion(0, 704, 128, 128));
    assertThat(system.insideImage(0, 11)).isFalse();
  }

  @Test
  void changesNothingWithoutSteps() {
    CoordinateSystem system =
        new ExtrapolatedCoordinateSystem(new EuclideanCoordinateSystem(Layouts.FULL_IS_MACRO), 0);
    assertThat(system.microGrid()).isEqualTo(new Grid(4, 4));
    assertThat(system.insideImage(0, 0)).isTrue();
    assertThat(system.macroRegion(0, 0)).isEqualTo(new PixelRegion(0, 0, 64, 64));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_537, Integer.MAX_VALUE})
  void refusesNumbersOfStepsThatNoImageHasRoomFor(int steps) {
    assertThatThrownBy(() -> new ExtrapolatedCoordinateSystem(flat, steps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of extrapolation steps is from 0 to 65536, not " + steps);
  }

  @Test
  void refusesImagesThatTheMacroPatchFills() {
    CoordinateSystem wide =
        new EuclideanCoordinateSystem(
            Layouts.of(new Size(32, 64), new Size(32, 32), new Size(16, 16)));
    assertThatThrownBy(() -> new ExtrapolatedCoordinateSystem(wide, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "extrapolation needs full images larger than the macro patch along every open axis, but"
                + " a macro patch of 32x32 fills a full image of 32x64");
  }

  @Test
  void refusesASystemWithoutEdges() {
    CoordinateSystem torus = new ToroidalCoordinateSystem(Layouts.N2M2);
    assertThatThrownBy(() -> new ExtrapolatedCoordinateSystem(torus, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the coordinate system toroidal has no edge to extrapolate beyond: both of its axes are"
                + " cyclic");
  }

  @Test
  void refusesASphereWhichIsWhole() {
    CoordinateSystem sphere = new SphericalCoordinateSystem(Layouts.SPHERE);
    assertThatThrownBy(() -> new ExtrapolatedCoordinateSystem(sphere, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the coordinate system spherical has no edge to extrapolate beyond: past the ends of"
                + " its open axis its coordinates lead back into the image");
    assertThat(new ExtrapolatedCoordinateSystem(sphere, 0).macroPositions())
        .isEqualTo(new Grid(3, 8));
  }
}
