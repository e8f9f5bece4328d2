package org.cocogan.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;

/** The image as its grid of micro patches, with where macro patches start, and how edges meet. */
final class GridPanel {
  private static final double NUMBERS_WIDTH = 24;
  private static final double NUMBERS_HEIGHT = 18;
  private static final double SMALLEST_CELL_WITH_LINES = 4;
  private static final double SMALLEST_CELL_WITH_POSITION = 9;
  private static final double LARGEST_LABEL = 12;
  private static final double SMALLEST_LABEL = 7;
  private static final double LINE_HEIGHT = 1.2;

  private final Scene scene;
  private final Pen pen;
  private final Grid grid;
  private final Grid shown;
  private final double left;
  private final double top;
  private final double cellWidth;
  private final double cellHeight;

  GridPanel(Scene scene, Pen pen, Rectangle2D box) {
    this.scene = scene;
    this.pen = pen;
    grid = scene.grid();
    shown =
        new Grid(
            grid.rows() + again(scene.system().verticallyCyclic(), scene.inMacro().rows()),
            grid.columns() + again(scene.system().horizontallyCyclic(), scene.inMacro().columns()));
    Size micro = scene.system().layout().micro();
    double width = box.getWidth() - NUMBERS_WIDTH;
    double height = box.getHeight() - NUMBERS_HEIGHT;
    double scale =
        Math.min(width / shown.columns() / micro.width(), height / shown.rows() / micro.height());
    cellWidth = scale * micro.width();
    cellHeight = scale * micro.height();
    left = box.getX() + NUMBERS_WIDTH + (width - shown.columns() * cellWidth) / 2;
    top = box.getY() + NUMBERS_HEIGHT + (height - shown.rows() * cellHeight) / 2;
  }

  /** Rows or columns drawn once more past the far edge, for a macro patch that reaches there. */
  private static int again(boolean cyclic, int inMacro) {
    return cyclic ? Math.max(1, inMacro - 1) : 0;
  }

  void draw() {
    Cells real = scene.realImage();
    pen.fill(rectangle(new Cells(0, 0, shown.rows(), shown.columns())), Ink.PAPER);
    pen.fill(rectangle(new Cells(0, 0, grid.rows(), grid.columns())), Ink.BEYOND);
    pen.fill(rectangle(real), Ink.MICRO_PATCH);
    fillMacroPatch();
    drawLines();
    outlineMacroPatch();
    pen.outline(rectangle(real), 1.6, Ink.TEXT);
    drawEdges();
    drawNumbers();
    drawLabels();
    drawPositions();
  }

  private Rectangle2D rectangle(Cells cells) {
    return Pen.rectangle(
        x(cells.left()),
        y(cells.top()),
        (cells.right() - cells.left()) * cellWidth,
        (cells.bottom() - cells.top()) * cellHeight);
  }

  private double x(double column) {
    return left + column * cellWidth;
  }

  private double y(double row) {
    return top + row * cellHeight;
  }

  private Point2D point(double row, double column) {
    return new Point2D.Double(x(column), y(row));
  }

  private Cells macroPatch() {
    Grid inMacro = scene.inMacro();
    return new Cells(
        scene.row(),
        scene.column(),
        scene.row() + inMacro.rows(),
        scene.column() + inMacro.columns());
  }

  /** Faded past an edge, and again where it goes on. */
  private void fillMacroPatch() {
    Cells patch = macroPatch();
    pen.fill(rectangle(patch), Ink.faded(Ink.MACRO_PATCH, 0.6));
    for (int rows : new int[] {0, grid.rows()}) {
      for (int columns : new int[] {0, grid.columns()}) {
        Cells inside =
            new Cells(
                Math.max(0, patch.top() - rows),
                Math.max(0, patch.left() - columns),
                Math.min(grid.rows(), patch.bottom() - rows),
                Math.min(grid.columns(), patch.right() - columns));
        if (inside.top() < inside.bottom() && inside.left() < inside.right()) {
          pen.fill(rectangle(inside), Ink.MACRO_PATCH);
        }
      }
    }
  }

  private void outlineMacroPatch() {
    pen.outline(rectangle(macroPatch()), 2.4, Ink.MACRO_PATCH_EDGE);
  }

  private void drawLines() {
    int everyRow = stride(cellHeight, SMALLEST_CELL_WITH_LINES);
    for (int row = 0; row <= shown.rows(); row += everyRow) {
      drawLine(point(row, 0), point(row, grid.columns()), row <= grid.rows());
      drawLine(point(row, grid.columns()), point(row, shown.columns()), false);
    }
    int everyColumn = stride(cellWidth, SMALLEST_CELL_WITH_LINES);
    for (int column = 0; column <= shown.columns(); column += everyColumn) {
      drawLine(point(0, column), point(grid.rows(), column), column <= grid.columns());
      drawLine(point(grid.rows(), column), point(shown.rows(), column), false);
    }
  }

  private void drawLine(Point2D from, Point2D to, boolean inside) {
    if (inside) {
      pen.line(from, to, 0.7, Ink.LINE);
    } else if (!from.equals(to)) {
      pen.dashes(new Line2D.Double(from, to), 0.7, Ink.LINE);
    }
  }

  private static int stride(double cell, double smallest) {
    return (int) Math.max(1, Math.ceil(smallest / cell));
  }

  /** The next of 1, 2, 5, 10, 20, 50, ... */
  private static int round(double cell, double smallest) {
    int least = stride(cell, smallest);
    int ten = (int) Math.pow(10, Math.floor(Math.log10(least)));
    return IntStream.of(1, 2, 5, 10)
        .map(i -> Product.of(i, ten))
        .filter(i -> i >= least)
        .findFirst()
        .orElse(least);
  }

  /** Edges that meet have the same colour and arrows; an edge that is a point has a bar. */
  private void drawEdges() {
    CoordinateSystem system = scene.system();
    double middleRow = Math.floorDiv(grid.rows(), 2);
    double middleColumn = Math.floorDiv(grid.columns(), 2);
    if (system.horizontallyCyclic()) {
      for (int column : new int[] {0, grid.columns()}) {
        pen.line(point(0, column), point(grid.rows(), column), 3, Ink.SIDES_MEET);
        pen.arrowheads(point(middleRow, column), point(middleRow + 1, column), 1, Ink.SIDES_MEET);
      }
    }
    for (int row : new int[] {0, grid.rows()}) {
      if (system.verticallyCyclic()) {
        pen.line(point(row, 0), point(row, grid.columns()), 3, Ink.ENDS_MEET);
        pen.arrowheads(point(row, middleColumn), point(row, middleColumn + 1), 2, Ink.ENDS_MEET);
      } else if (scene.isPole(row - 0.5)) {
        pen.line(point(row, 0), point(row, grid.columns()), 5, Ink.POLE);
      }
    }
  }

  private void drawNumbers() {
    Font font = Pen.plain(10);
    int everyColumn = round(cellWidth, 7 + pen.width(String.valueOf(grid.columns()), font));
    for (int column = 0; column < shown.columns(); column += everyColumn) {
      pen.text(
          String.valueOf(column % grid.columns()),
          x(column + 0.5),
          top - 10,
          0.5,
          font,
          column < grid.columns() ? Ink.TEXT : Ink.LINE);
    }
    int everyRow = round(cellHeight, 14);
    for (int row = 0; row < shown.rows(); row += everyRow) {
      pen.text(
          String.valueOf(row % grid.rows()),
          left - 9,
          y(row + 0.5),
          1,
          font,
          row < grid.rows() ? Ink.TEXT : Ink.LINE);
    }
  }

  private void drawLabels() {
    double size = labelSize();
    if (size < SMALLEST_LABEL) {
      return;
    }
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        boolean picked = scene.picksOut(new Cells(row, column, row + 1, column + 1));
        drawLabel(row, column, picked ? Pen.bold(size) : Pen.plain(size), picked);
      }
    }
  }

  /** The size of labels, as large as lets every label fit, for all cells alike. */
  private double labelSize() {
    double widest = pen.width("-0.00", Pen.bold(100)) / 100;
    int entries = scene.system().dimension();
    return Math.min(
        LARGEST_LABEL,
        Math.min(0.86 * cellWidth / widest, 0.76 * cellHeight / (entries * LINE_HEIGHT)));
  }

  private void drawLabel(int row, int column, Font font, boolean picked) {
    List<String> entries = CoordinateText.of(scene.system().microCoordinate(row, column));
    double step = LINE_HEIGHT * font.getSize2D();
    double first = y(row + 0.54) - step * (entries.size() - 1) / 2;
    Color color = picked ? Ink.TEXT : Ink.QUIET;
    for (int i = 0; i < entries.size(); i++) {
      pen.text(entries.get(i), x(column + 0.5), first + i * step, 0.5, font, color);
    }
  }

  private void drawPositions() {
    double cell = Math.min(cellWidth, cellHeight);
    if (cell < SMALLEST_CELL_WITH_POSITION) {
      return;
    }
    double radius = Math.min(3.5, 0.12 * cell);
    Grid positions = scene.system().macroPositions();
    for (int row = 0; row < positions.rows(); row++) {
      for (int column = 0; column < positions.columns(); column++) {
        Point2D at = point(row, column);
        boolean picked = row == scene.row() && column == scene.column();
        Color start = scene.system().insideImage(row, column) ? Ink.POSITION : Ink.POSITION_BEYOND;
        pen.dot(at, radius, picked ? Ink.MACRO_PATCH_EDGE : start);
      }
    }
  }
}
