package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conformance kit of a {@link CoordinateSystem}: extend it, supply systems, and run it with
 * JUnit.
 *
 * <pre>{@code
 * class TorusConformanceTest extends CoordinateSystemConformance {
 *   protected Stream<CoordinateSystem> systems() {
 *     return Stream.of(new Torus(new PatchLayout(new Size(64, 96), new Size(32, 32), new Size(16, 16))));
 *   }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CoordinateSystemConformance {
  private static final double ROUNDING = 1e-9;

  /** Makes the kit. */
  protected CoordinateSystemConformance() {}

  /**
   * The systems to judge: the same one for several layouts. Useful are heights other than widths,
   * macro patches of one and of several micro patches, and a macro patch as large as the image.
   */
  protected abstract Stream<CoordinateSystem> systems();

  private Stream<Named<CoordinateSystem>> namedSystems() {
    return systems().map(system -> Named.of(describe(system), system));
  }

  /** Micro grid and macro positions follow from the layout and from which axes are cyclic. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void countsPatchesAndPositionsByTheLayout(CoordinateSystem system) {
    PatchLayout layout = system.layout();
    Grid full = layout.microInFull();
    Grid macro = layout.microInMacro();
    Grid grid = system.microGrid();
    Grid positions = system.macroPositions();
    assertThat(system.name()).as("name").isNotBlank();
    assertThat(system.dimension()).as("dimension").isPositive();
    checkAxis(
        "rows",
        system.verticallyCyclic(),
        full.rows(),
        macro.rows(),
        grid.rows(),
        positions.rows());
    checkAxis(
        "columns",
        system.horizontallyCyclic(),
        full.columns(),
        macro.columns(),
        grid.columns(),
        positions.columns());
    assertThat(GridPosition.whole(positions).filter(p -> system.insideImage(p.row(), p.column())))
        .as("whole macro positions inside the image")
        .containsExactlyElementsOf(positionsOfRealImage(system));
  }

  private static void checkAxis(
      String axis, boolean cyclic, int full, int macro, int grid, int positions) {
    if (cyclic) {
      assertThat(grid).as("%s of the micro grid, cyclic: micro patches", axis).isEqualTo(full);
      assertThat(positions).as("%s of positions, cyclic: micro patches", axis).isEqualTo(full);
    } else {
      assertThat(grid)
          .as("%s of the micro grid: micro patches in the image, or more", axis)
          .isGreaterThanOrEqualTo(full);
      assertThat((grid - full) % 2)
          .as("%s of the micro grid beyond the image, odd: it extends both ends alike", axis)
          .isZero();
      assertThat(positions)
          .as("%s of positions: micro grid - micro patches in a macro patch + 1", axis)
          .isEqualTo(grid - macro + 1);
    }
  }

  /** Every vector has the system's dimension and finite entries, between whole positions too. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void givesVectorsOfItsDimension(CoordinateSystem system) {
    for (CoordinateKind kind : CoordinateKind.values()) {
      GridPosition.halves(system, kind.positions(system))
          .forEach(
              p -> {
                double[] vector = kind.at(system, p);
                assertThat(vector).as("%s coordinate at %s", kind, p).hasSize(system.dimension());
                for (double entry : vector) {
                  assertThat(entry).as("an entry of the %s coordinate at %s", kind, p).isFinite();
                }
              });
    }
  }

  /** Inside a real image every entry lies in [-1, 1], where a tanh can predict it. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void keepsCoordinatesInsideTheImageWithinOne(CoordinateSystem system) {
    Grid macro = system.layout().microInMacro();
    GridPosition.halves(system, system.macroPositions())
        .filter(p -> system.insideImage(p.row(), p.column()))
        .forEach(
            p -> {
              requireWithinOne(CoordinateKind.MACRO, p, system);
              GridPosition.whole(macro)
                  .map(part -> p.plus(part.row(), part.column()))
                  .forEach(micro -> requireWithinOne(CoordinateKind.MICRO, micro, system));
            });
  }

  private static void requireWithinOne(
      CoordinateKind kind, GridPosition p, CoordinateSystem system) {
    for (double entry : kind.at(system, p)) {
      assertThat(entry)
          .as("an entry of the %s coordinate at %s, inside the image", kind, p)
          .isBetween(-1 - ROUNDING, 1 + ROUNDING);
    }
  }

  /** The same question has the same answer, in an array that the asker may change. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void answersAlikeInNewArrays(CoordinateSystem system) {
    for (CoordinateKind kind : CoordinateKind.values()) {
      GridPosition.whole(kind.positions(system))
          .forEach(
              p -> {
                double[] answer = kind.at(system, p);
                double[] kept = answer.clone();
                Arrays.fill(answer, 7);
                assertThat(kind.at(system, p))
                    .as("%s coordinate at %s, asked again", kind, p)
                    .containsExactly(kept);
              });
    }
  }

  /** The region at a whole position starts at position times micro patch size. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void cutsMacroPatchesWhereTheirMicroPatchesAre(CoordinateSystem system) {
    PatchLayout layout = system.layout();
    GridPosition first = firstOfRealImage(system);
    for (GridPosition p : positionsOfRealImage(system)) {
      assertThat(system.macroRegion(p.row(), p.column()))
          .as("region at %s", p)
          .isEqualTo(
              new PixelRegion(
                  (int) ((p.row() - first.row()) * layout.micro().height()),
                  (int) ((p.column() - first.column()) * layout.micro().width()),
                  layout.macro().height(),
                  layout.macro().width()));
    }
  }

  /** Between whole positions a region starts at the nearest pixel, at halves at the even one. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void cutsRegionsAtTheNearestPixel(CoordinateSystem system) {
    Size full = system.layout().full();
    Size macro = system.layout().macro();
    Size micro = system.layout().micro();
    GridPosition first = firstOfRealImage(system);
    GridPosition.sixteenths(system, system.macroPositions())
        .filter(p -> system.insideImage(p.row(), p.column()))
        .forEach(
            p -> {
              int top = (int) Math.rint((p.row() - first.row()) * micro.height());
              int left = (int) Math.rint((p.column() - first.column()) * micro.width());
              PixelRegion expected =
                  new PixelRegion(
                      system.verticallyCyclic() ? top % full.height() : top,
                      system.horizontallyCyclic() ? left % full.width() : left,
                      macro.height(),
                      macro.width());
              PixelRegion region = inImage(system.macroRegion(p.row(), p.column()), system);
              if (!region.equals(expected)) {
                assertThat(region).as("region at %s", p).isEqualTo(expected);
              }
            });
  }

  /** The same pixels, said without a turn around a cyclic axis. */
  private static PixelRegion inImage(PixelRegion region, CoordinateSystem system) {
    Size full = system.layout().full();
    return new PixelRegion(
        system.verticallyCyclic() ? region.top() % full.height() : region.top(),
        system.horizontallyCyclic() ? region.left() % full.width() : region.left(),
        region.height(),
        region.width());
  }

  /** Where there are no real pixels, asking for them is an error. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void refusesRegionsOutsideTheImage(CoordinateSystem system) {
    GridPosition.halves(system, system.macroPositions())
        .filter(p -> !system.insideImage(p.row(), p.column()))
        .forEach(
            p ->
                assertThat(catchThrowable(() -> system.macroRegion(p.row(), p.column())))
                    .as("region at %s, outside the image", p)
                    .isInstanceOf(IllegalArgumentException.class));
  }

  /** One turn along a cyclic axis ends where it began. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void wrapsAroundCyclicAxes(CoordinateSystem system) {
    Grid full = system.layout().microInFull();
    for (CoordinateKind kind : CoordinateKind.values()) {
      GridPosition.halves(system, kind.positions(system))
          .forEach(
              p -> {
                if (system.verticallyCyclic()) {
                  CoordinateTopology.requireSame(kind, p, p.plus(full.rows(), 0), system);
                }
                if (system.horizontallyCyclic()) {
                  CoordinateTopology.requireSame(kind, p, p.plus(0, full.columns()), system);
                }
              });
    }
  }

  /** No two whole positions have the same coordinate. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void tellsPositionsApart(CoordinateSystem system) {
    for (CoordinateKind kind : CoordinateKind.values()) {
      CoordinateTopology.requireApart(kind, system);
    }
  }

  /** No two neighbours along an axis are as far apart as its two farthest positions. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void keepsNeighboursNear(CoordinateSystem system) {
    for (CoordinateKind kind : CoordinateKind.values()) {
      Grid positions = kind.positions(system);
      for (int row = 0; row < positions.rows(); row++) {
        CoordinateTopology.requireNear(
            kind,
            GridPosition.whole(new Grid(1, positions.columns()))
                .map(new GridPosition(row, 0)::plus)
                .toList(),
            system.horizontallyCyclic(),
            system);
      }
      for (int column = 0; column < positions.columns(); column++) {
        CoordinateTopology.requireNear(
            kind,
            GridPosition.whole(new Grid(positions.rows(), 1))
                .map(new GridPosition(0, column)::plus)
                .toList(),
            system.verticallyCyclic(),
            system);
      }
    }
  }

  /** Beyond an open end the coordinates are new, or the system says that there is nothing. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void leadsOutwardsWhereItCanBeExtrapolated(CoordinateSystem system) {
    if (!system.canBeExtrapolated()) {
      return;
    }
    assertThat(system.verticallyCyclic() && system.horizontallyCyclic())
        .as("canBeExtrapolated, although both axes are cyclic")
        .isFalse();
    for (CoordinateKind kind : CoordinateKind.values()) {
      Grid positions = kind.positions(system);
      if (!system.verticallyCyclic() && positions.rows() > 1) {
        CoordinateTopology.requireNew(kind, -1, 0, new Grid(1, positions.columns()), system);
        CoordinateTopology.requireNew(
            kind, positions.rows(), 0, new Grid(1, positions.columns()), system);
      }
      if (!system.horizontallyCyclic() && positions.columns() > 1) {
        CoordinateTopology.requireNew(kind, 0, -1, new Grid(positions.rows(), 1), system);
        CoordinateTopology.requireNew(
            kind, 0, positions.columns(), new Grid(positions.rows(), 1), system);
      }
    }
  }

  /** A sixteenth of a step changes a coordinate less than half as much as the longest step. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void movesSmoothlyBetweenPositions(CoordinateSystem system) {
    for (CoordinateKind kind : CoordinateKind.values()) {
      CoordinateTopology.requireSmooth(
          kind, new GridPosition(1, 0), system.verticallyCyclic(), system);
      CoordinateTopology.requireSmooth(
          kind, new GridPosition(0, 1), system.horizontallyCyclic(), system);
    }
  }

  /** Macro patches at all positions consist of micro patches of the grid, and of all of them. */
  @ParameterizedTest
  @MethodSource("namedSystems")
  public final void coversTheMicroGridWithMacroPatches(CoordinateSystem system) {
    Grid grid = system.microGrid();
    Set<GridPosition> covered = new HashSet<>();
    GridPosition.whole(system.macroPositions())
        .forEach(
            p ->
                GridPosition.whole(system.layout().microInMacro())
                    .forEach(part -> covered.add(wrapped(p.plus(part), system))));
    assertThat(covered)
        .as("micro patches that some macro patch holds")
        .containsExactlyInAnyOrderElementsOf(GridPosition.whole(grid).toList());
  }

  private static GridPosition wrapped(GridPosition p, CoordinateSystem system) {
    Grid full = system.layout().microInFull();
    return new GridPosition(
        system.verticallyCyclic() ? p.row() % full.rows() : p.row(),
        system.horizontallyCyclic() ? p.column() % full.columns() : p.column());
  }

  /** Extrapolation moves the first position of real images away from the grid's top left. */
  private static GridPosition firstOfRealImage(CoordinateSystem system) {
    Grid full = system.layout().microInFull();
    Grid grid = system.microGrid();
    return new GridPosition(grid.rows() - full.rows(), grid.columns() - full.columns()).times(0.5);
  }

  private static List<GridPosition> positionsOfRealImage(CoordinateSystem system) {
    Grid full = system.layout().microInFull();
    Grid macro = system.layout().microInMacro();
    int rows = system.verticallyCyclic() ? full.rows() : full.rows() - macro.rows() + 1;
    int columns =
        system.horizontallyCyclic() ? full.columns() : full.columns() - macro.columns() + 1;
    GridPosition first = firstOfRealImage(system);
    return GridPosition.whole(new Grid(rows, columns)).map(first::plus).toList();
  }

  private static String describe(CoordinateSystem system) {
    PatchLayout layout = system.layout();
    Grid grid = system.microGrid();
    return String.format(
        Locale.ROOT,
        "%s, %s in macro patches of %s of micro patches of %s, %dx%d of them",
        system.name(),
        layout.full(),
        layout.macro(),
        layout.micro(),
        grid.rows(),
        grid.columns());
  }
}
