package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.testkit.CoordinateSystemConformance;
import org.junit.jupiter.api.Test;

/** Every check of the kit finds the fault that it is there for. */
class ConformanceKitTest {
  private final CoordinateSystem flat = new EuclideanCoordinateSystem(Layouts.N2M2);
  private final CoordinateSystem cylinder = new CylindricalCoordinateSystem(Layouts.PANORAMA);
  private final CoordinateSystem extrapolated = new ExtrapolatedCoordinateSystem(flat, 1);

  @Test
  void findsTooFewPositions() {
    requireFault(
        Kit::countsPatchesAndPositionsByTheLayout,
        new ForwardingSystem(flat) {
          @Override
          public Grid macroPositions() {
            return new Grid(3, 2);
          }
        },
        "columns of positions: micro grid - micro patches in a macro patch + 1");
  }

  @Test
  void findsACyclicAxisThatEndsBeforeItsWrap() {
    requireFault(
        Kit::countsPatchesAndPositionsByTheLayout,
        new ForwardingSystem(cylinder) {
          @Override
          public Grid macroPositions() {
            return new Grid(3, 11);
          }
        },
        "columns of positions, cyclic");
  }

  @Test
  void findsPositionsInsideThatAreNot() {
    requireFault(
        Kit::countsPatchesAndPositionsByTheLayout,
        new ForwardingSystem(extrapolated) {
          @Override
          public boolean insideImage(double row, double column) {
            return true;
          }
        },
        "whole macro positions inside the image");
  }

  @Test
  void findsVectorsOfAnotherDimension() {
    requireFault(
        Kit::givesVectorsOfItsDimension,
        new ForwardingSystem(flat) {
          @Override
          public int dimension() {
            return 3;
          }
        },
        "micro coordinate at (0.0, 0.0)");
  }

  @Test
  void findsEntriesThatAreNoNumbers() {
    requireFault(
        Kit::givesVectorsOfItsDimension,
        new ForwardingSystem(flat) {
          @Override
          public double[] macroCoordinate(double row, double column) {
            return new double[] {0 / (row - 0.5), 0};
          }
        },
        "an entry of the macro coordinate at (0.5, 0.0)");
  }

  @Test
  void findsCoordinatesBeyondATanh() {
    requireFault(
        Kit::keepsCoordinatesInsideTheImageWithinOne,
        new ForwardingSystem(extrapolated) {
          @Override
          public double[] microCoordinate(double row, double column) {
            return super.microCoordinate(row + 0.1, column);
          }
        },
        "an entry of the micro coordinate at (4.0, 1.0), inside the image");
  }

  @Test
  void findsAnArrayThatIsHandedOutTwice() {
    double[][] cached = new double[16][];
    requireFault(
        Kit::answersAlikeInNewArrays,
        new ForwardingSystem(flat) {
          @Override
          public double[] microCoordinate(double row, double column) {
            int index = (int) (4 * row + column);
            cached[index] =
                cached[index] == null ? super.microCoordinate(row, column) : cached[index];
            return cached[index];
          }
        },
        "micro coordinate at (0.0, 0.0), asked again");
  }

  @Test
  void findsAnAnswerThatDependsOnEarlierQuestions() {
    AtomicInteger asked = new AtomicInteger();
    requireFault(
        Kit::answersAlikeInNewArrays,
        new ForwardingSystem(flat) {
          @Override
          public double[] macroCoordinate(double row, double column) {
            return new double[] {asked.incrementAndGet(), 0};
          }
        },
        "macro coordinate at (0.0, 0.0), asked again");
  }

  @Test
  void findsARegionThatIsElsewhere() {
    requireFault(
        Kit::cutsMacroPatchesWhereTheirMicroPatchesAre,
        new ForwardingSystem(flat) {
          @Override
          public PixelRegion macroRegion(double row, double column) {
            return super.macroRegion(column, row);
          }
        },
        "region at (0.0, 1.0)");
  }

  @Test
  void findsARegionBeyondAnOpenEdge() {
    requireFault(
        Kit::cutsRegionsAtTheNearestPixel,
        new ForwardingSystem(flat) {
          @Override
          public PixelRegion macroRegion(double row, double column) {
            PixelRegion region = super.macroRegion(row, column);
            int beyond = column > 1.9 && column < 2 ? 2 : 0;
            return new PixelRegion(region.top(), region.left() + beyond, 32, 32);
          }
        },
        "region at (0.0, 1.9375)");
  }

  @Test
  void findsRegionsOfAnotherSize() {
    requireFault(
        Kit::cutsRegionsAtTheNearestPixel,
        new ForwardingSystem(flat) {
          @Override
          public PixelRegion macroRegion(double row, double column) {
            PixelRegion region = super.macroRegion(row, column);
            return new PixelRegion(region.top(), region.left(), 32, column > 1 ? 31 : 32);
          }
        },
        "region at (0.0, 1.0625)");
  }

  /** A sixteenth of eight pixels is half a pixel, which goes down to the even one. */
  @Test
  void findsRegionsWhoseHalvesAllGoUp() {
    requireFault(
        Kit::cutsRegionsAtTheNearestPixel,
        new ForwardingSystem(new CylindricalCoordinateSystem(Layouts.square(16, 8, 8))) {
          @Override
          public PixelRegion macroRegion(double row, double column) {
            return new PixelRegion((int) (8 * row + 0.5), (int) (8 * column + 0.5) % 16, 8, 8);
          }
        },
        "region at (0.0, 0.0625)");
  }

  @Test
  void findsRegionsThatEndWithTheLastPosition() {
    requireFault(
        Kit::cutsRegionsAtTheNearestPixel,
        new ForwardingSystem(cylinder) {
          @Override
          public PixelRegion macroRegion(double row, double column) {
            return super.macroRegion(row, Math.min(column, 11));
          }
        },
        "region at (0.0, 11.0625)");
  }

  @Test
  void findsPixelsWhereThereAreNone() {
    requireFault(
        Kit::refusesRegionsOutsideTheImage,
        new ForwardingSystem(extrapolated) {
          @Override
          public PixelRegion macroRegion(double row, double column) {
            return new PixelRegion(0, 0, 32, 32);
          }
        },
        "region at (0.0, 0.0), outside the image");
  }

  @Test
  void findsATurnThatDoesNotEndWhereItBegan() {
    requireFault(
        Kit::wrapsAroundCyclicAxes,
        new ForwardingSystem(flat) {
          @Override
          public boolean horizontallyCyclic() {
            return true;
          }
        },
        "micro coordinate at (0.0, 4.0), one turn beyond (0.0, 0.0)");
  }

  @Test
  void findsPositionsThatLookAlike() {
    requireFault(
        Kit::tellsPositionsApart,
        new ForwardingSystem(cylinder) {
          @Override
          public double[] macroCoordinate(double row, double column) {
            double[] coordinate = super.macroCoordinate(row, column);
            return new double[] {coordinate[0], coordinate[1], 0};
          }
        },
        "the macro coordinates at (0.0, 5.0) and (0.0, 7.0) are the same");
  }

  @Test
  void findsNeighboursThatAreFarApart() {
    requireFault(
        Kit::keepsNeighboursNear,
        new ForwardingSystem(flat) {
          @Override
          public double[] microCoordinate(double row, double column) {
            return super.microCoordinate(row, new int[] {0, 3, 1, 2}[(int) column]);
          }
        },
        "distance of the micro coordinates at (0.0, 0.0) and the next, (0.0, 1.0)");
  }

  @Test
  void findsAWayBackIntoTheImage() {
    requireFault(
        Kit::leadsOutwardsWhereItCanBeExtrapolated,
        new ForwardingSystem(new SphericalCoordinateSystem(Layouts.SPHERE)) {
          @Override
          public boolean canBeExtrapolated() {
            return true;
          }
        },
        "the micro coordinate at (-1.0, 0.0), beyond the image, is that at (0.0, 4.0) inside");
  }

  @Test
  void findsExtrapolationWithoutAnOpenAxis() {
    requireFault(
        Kit::leadsOutwardsWhereItCanBeExtrapolated,
        new ForwardingSystem(new ToroidalCoordinateSystem(Layouts.N2M2)) {
          @Override
          public boolean canBeExtrapolated() {
            return true;
          }
        },
        "canBeExtrapolated, although both axes are cyclic");
  }

  @Test
  void findsCoordinatesOfWholePositionsOnly() {
    requireFault(
        Kit::movesSmoothlyBetweenPositions,
        new ForwardingSystem(flat) {
          @Override
          public double[] microCoordinate(double row, double column) {
            return super.microCoordinate(row, Math.rint(column));
          }
        },
        "change of the micro coordinate from (0.0, 0.5) to (0.0, 0.5625)");
  }

  @Test
  void findsASeamInACyclicAxis() {
    requireFault(
        Kit::movesSmoothlyBetweenPositions,
        new ForwardingSystem(cylinder) {
          @Override
          public double[] macroCoordinate(double row, double column) {
            return new double[] {super.macroCoordinate(row, 0)[0], column % 12 / 12, 0};
          }
        },
        "change of the macro coordinate from (0.0, 11.9375) to (0.0, 12.0)");
  }

  @Test
  void findsMicroPatchesThatNoMacroPatchHolds() {
    requireFault(
        Kit::coversTheMicroGridWithMacroPatches,
        new ForwardingSystem(flat) {
          @Override
          public Grid microGrid() {
            return new Grid(4, 6);
          }
        },
        "micro patches that some macro patch holds");
  }

  private static void requireFault(
      BiConsumer<Kit, CoordinateSystem> check, CoordinateSystem faulty, String message) {
    assertThatThrownBy(() -> check.accept(new Kit(), faulty))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }

  private static final class Kit extends CoordinateSystemConformance {
    @Override
    protected Stream<CoordinateSystem> systems() {
      return Stream.empty();
    }
  }
}
