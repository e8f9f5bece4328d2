package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.render.WindowPath.Axis;
import org.junit.jupiter.api.Test;

class WindowPathTest {
  /** Four rows and six columns of micro patches. */
  private static final PatchLayout LAYOUT =
      new PatchLayout(new Size(16, 24), new Size(8, 8), new Size(4, 4));

  private static final CoordinateSystem FLAT = new EuclideanCoordinateSystem(LAYOUT);
  private static final CoordinateSystem ROUND = new CylindricalCoordinateSystem(LAYOUT);

  @Test
  void leadsFromEdgeToEdgeOfAnOpenAxis() {
    WindowPath path = WindowPath.along(Axis.COLUMNS, FLAT, new Grid(2, 3), 2);

    assertThat(path.closed()).isFalse();
    assertThat(path.positions())
        .containsExactly(
            new Position(1, 0),
            new Position(1, 0.5),
            new Position(1, 1),
            new Position(1, 1.5),
            new Position(1, 2),
            new Position(1, 2.5),
            new Position(1, 3));
  }

  @Test
  void leadsOnceAroundACyclicAxis() {
    WindowPath path = WindowPath.along(Axis.COLUMNS, ROUND, ROUND.microGrid(), 4);

    assertThat(path.closed()).isTrue();
    assertThat(path.positions()).hasSize(24);
    assertThat(path.positions().get(0)).isEqualTo(new Position(0, 0));
    assertThat(path.positions().get(23)).isEqualTo(new Position(0, 5.75));
  }

  @Test
  void leadsDownInTheMiddle() {
    assertThat(WindowPath.along(Axis.ROWS, FLAT, new Grid(2, 1), 1).positions())
        .containsExactly(new Position(0, 2.5), new Position(1, 2.5), new Position(2, 2.5));
  }

  @Test
  void leadsStraightFromAPositionToAnother() {
    assertThat(WindowPath.between(new Position(0, 3), new Position(1, 1), 1).positions())
        .hasSize(4)
        .startsWith(new Position(0, 3))
        .endsWith(new Position(1, 1));
    assertThat(WindowPath.between(new Position(2, 2), new Position(2, 2), 5).positions())
        .containsExactly(new Position(2, 2));
  }

  @Test
  void hasNoWayAlongAnOpenAxisThatTheWindowFills() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowPath.along(Axis.ROWS, ROUND, new Grid(4, 6), 1))
        .withMessage(
            "a window of 4x6 micro patches cannot move along the rows: it fills the image of 4x6"
                + " of them");
  }
}
