package org.cocogan.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.cocogan.exact.Division;
import org.cocogan.figure.Camera.Point;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** Coordinates where the networks see them: every micro patch as a piece of a surface. */
final class SurfacePanel {
  private static final int FINENESS = 56;
  private static final int MOST_CELLS = 64;
  private static final int MOST_RINGS = 400;

  /** How far signs and lines lie above the surface, so that it does not cover them. */
  private static final double LIFT = 0.1;

  /** A ring is so many times as large as a dot. */
  private static final double RING = 1.85;

  private static final Point LIGHT = new Point(-0.35, -0.55, 0.76);

  /** A piece to draw, and how near it is; what is nearer is drawn over what is farther. */
  private record Piece(double near, Consumer<Frame> drawing) {}

  private final Scene scene;
  private final Pen pen;
  private final Rectangle2D box;
  private final Camera camera;
  private final Grid grid;
  private final int everyRow;
  private final int everyColumn;
  private final List<Piece> pieces = new ArrayList<>();
  private final Rectangle2D.Double bounds = new Rectangle2D.Double();

  SurfacePanel(Scene scene, Pen pen, Rectangle2D box) {
    this.scene = scene;
    this.pen = pen;
    this.box = box;
    camera = new Camera(scene.system());
    grid = scene.grid();
    everyRow = Division.ceil(grid.rows(), MOST_CELLS);
    everyColumn = Division.ceil(grid.columns(), MOST_CELLS);
  }

  void draw() {
    bounds.setFrame(camera.see(new double[scene.system().dimension()]).right(), 0, 0, 0);
    if (camera.isFlat()) {
      bounds.setFrame(-1, -1, 2, 2);
    }
    addCells();
    addLines();
    addEdges();
    addMicroCoordinates();
    addMacroCoordinates();
    Frame frame = Frame.around(bounds, camera.isFlat() ? inner() : box);
    pieces.sort(Comparator.comparingDouble(Piece::near));
    pieces.forEach(piece -> piece.drawing().accept(frame));
    if (camera.isFlat()) {
      drawScale(frame);
    }
  }

  /** Leaves room for the numbers of the scale. */
  private Rectangle2D inner() {
    return Pen.rectangle(
        box.getX() + 24, box.getY() + 18, box.getWidth() - 24, box.getHeight() - 18);
  }

  private Point see(double row, double column) {
    Point point = camera.see(scene.system().microCoordinate(row, column));
    bounds.add(point.right(), point.down());
    return point;
  }

  private void add(double near, Consumer<Frame> drawing) {
    pieces.add(new Piece(near, drawing));
  }

  private void addCells() {
    for (int row = 0; row < grid.rows(); row += everyRow) {
      for (int column = 0; column < grid.columns(); column += everyColumn) {
        addCell(
            new Cells(
                row,
                column,
                Math.min(row + everyRow, grid.rows()),
                Math.min(column + everyColumn, grid.columns())));
      }
    }
  }

  /** Adds a cell in as many quadrangles as make it look round. */
  private void addCell(Cells cells) {
    int down = parts(grid.rows() / everyRow);
    int across = parts(grid.columns() / everyColumn);
    double height = (cells.bottom() - cells.top()) / (double) down;
    double width = (cells.right() - cells.left()) / (double) across;
    Color color = colour(cells);
    for (int i = 0; i < down; i++) {
      for (int j = 0; j < across; j++) {
        double top = cells.top() - 0.5 + i * height;
        double left = cells.left() - 0.5 + j * width;
        addQuadrangle(
            see(top, left),
            see(top, left + width),
            see(top + height, left + width),
            see(top + height, left),
            color);
      }
    }
  }

  private int parts(int cells) {
    return camera.isFlat() ? 1 : Division.ceil(FINENESS, Math.max(1, cells));
  }

  private Color colour(Cells cells) {
    if (scene.picksOut(cells)) {
      return Ink.MACRO_PATCH;
    }
    return scene.realImage().contains(cells.top(), cells.left()) ? Ink.MICRO_PATCH : Ink.BEYOND;
  }

  private void addQuadrangle(
      Point topLeft, Point topRight, Point bottomRight, Point bottomLeft, Color color) {
    Point normal = bottomRight.minus(topLeft).normal(bottomLeft.minus(topRight));
    boolean front = normal.near() >= 0;
    double light = Math.max(0, (front ? 1 : -1) * normal.dot(LIGHT));
    double brightness = camera.isFlat() ? 1 : (front ? 0.8 : 0.66) + 0.2 * light;
    Color shaded = Ink.shaded(color, brightness);
    double near = (topLeft.near() + topRight.near() + bottomRight.near() + bottomLeft.near()) / 4;
    add(
        near,
        frame -> {
          Path2D shape = new Path2D.Double();
          Point2D start = frame.at(topLeft);
          shape.moveTo(start.getX(), start.getY());
          for (Point corner : List.of(topRight, bottomRight, bottomLeft)) {
            shape.lineTo(frame.at(corner).getX(), frame.at(corner).getY());
          }
          shape.closePath();
          pen.fillSharply(shape, shaded);
        });
  }

  private void addLine(Part part, double lift, double width, Color color) {
    add(
        part.near() + lift,
        frame -> pen.line(frame.at(part.from()), frame.at(part.to()), width, color));
  }

  /** The lines between micro patches. */
  private void addLines() {
    for (int row = 0; row <= grid.rows(); row += everyRow) {
      along(row - 0.5, -0.5, 0, grid.columns())
          .forEach(part -> addLine(part, LIFT, 0.8, Ink.LINE_ON_SURFACE));
    }
    for (int column = 0; column <= grid.columns(); column += everyColumn) {
      along(-0.5, column - 0.5, grid.rows(), 0)
          .forEach(part -> addLine(part, LIFT, 0.8, Ink.LINE_ON_SURFACE));
    }
  }

  private void addEdges() {
    CoordinateSystem system = scene.system();
    if (system.horizontallyCyclic()) {
      addSeam(along(-0.5, -0.5, grid.rows(), 0), 1, Ink.SIDES_MEET);
    }
    if (system.verticallyCyclic()) {
      addSeam(along(-0.5, -0.5, 0, grid.columns()), 2, Ink.ENDS_MEET);
    }
    for (double edge : new double[] {-0.5, grid.rows() - 0.5}) {
      if (scene.isPole(edge)) {
        Point pole = see(edge, 0);
        add(pole.near() + 2 * LIFT, frame -> pen.dot(frame.at(pole), 5.5, Ink.POLE));
      }
    }
  }

  /**
   * Adds a seam with arrowheads at the row where the grid has them, or where the seam is nearest.
   */
  private void addSeam(List<Part> parts, int arrowheads, Color color) {
    parts.forEach(part -> addLine(part, 1.2 * LIFT, 3, color));
    Part pointed =
        scene.system().verticallyCyclic()
            ? Collections.max(parts, Comparator.comparingDouble(Part::near))
            : parts.get((int) (parts.size() * (Math.floorDiv(grid.rows(), 2) + 0.5) / grid.rows()));
    add(
        pointed.near() + 2 * LIFT,
        frame ->
            pen.arrowheads(frame.at(pointed.from()), frame.at(pointed.to()), arrowheads, color));
  }

  /** A part of a line on the surface. */
  private record Part(Point from, Point to) {
    double near() {
      return Math.max(from.near(), to.near());
    }
  }

  /** The line from a position, so many rows down or columns across, in straight parts. */
  private List<Part> along(double row, double column, int rows, int columns) {
    int count = camera.isFlat() ? 1 : 2 * FINENESS;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double from = i / (double) count;
      double to = (i + 1) / (double) count;
      parts.add(
          new Part(
              see(row + from * rows, column + from * columns),
              see(row + to * rows, column + to * columns)));
    }
    return parts;
  }

  private boolean isCoarse() {
    return everyRow > 1 || everyColumn > 1;
  }

  private double dotRadius() {
    return Math.max(0.8, Math.min(2.6, 26.0 / Math.max(grid.rows(), grid.columns())));
  }

  private void addMicroCoordinates() {
    if (isCoarse()) {
      return;
    }
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        Point at = see(row, column);
        add(at.near() + LIFT, frame -> pen.dot(frame.at(at), dotRadius(), Ink.TEXT));
      }
    }
  }

  private void addMacroCoordinates() {
    Grid positions = scene.system().macroPositions();
    if (!isCoarse() && positions.size() <= MOST_RINGS) {
      for (int row = 0; row < positions.rows(); row++) {
        for (int column = 0; column < positions.columns(); column++) {
          Point at = camera.see(scene.system().macroCoordinate(row, column));
          bounds.add(at.right(), at.down());
          add(at.near() + LIFT, frame -> pen.ring(frame.at(at), RING * dotRadius(), Ink.POSITION));
        }
      }
    }
    Point picked = camera.see(scene.system().macroCoordinate(scene.row(), scene.column()));
    add(
        picked.near() + 2 * LIFT,
        frame -> pen.ring(frame.at(picked), RING * dotRadius(), Ink.MACRO_PATCH_EDGE));
  }

  /** Lines at -1 and 1, between which a tanh predicts. */
  private void drawScale(Frame frame) {
    Font font = Pen.plain(10);
    pen.dashes(frame.rectangle(-1, -1, 2, 2), 1, Ink.QUIET);
    double left = frame.at(new Point(bounds.getMinX(), 0, 0)).getX();
    double top = frame.at(new Point(0, bounds.getMinY(), 0)).getY();
    for (int value = -1; value <= 1; value++) {
      Point2D at = frame.at(new Point(value, value, 0));
      pen.text(String.valueOf(value), at.getX(), top - 13, 0.5, font, Ink.QUIET);
      pen.text(String.valueOf(value), left - 12, at.getY(), 1, font, Ink.QUIET);
    }
  }

  /** The map from points before the viewer to the picture. */
  private record Frame(double x, double y, double scale) {
    static Frame around(Rectangle2D bounds, Rectangle2D box) {
      double scale =
          Math.min(box.getWidth() / bounds.getWidth(), box.getHeight() / bounds.getHeight());
      return new Frame(
          box.getCenterX() - scale * bounds.getCenterX(),
          box.getCenterY() - scale * bounds.getCenterY(),
          scale);
    }

    Point2D at(Point point) {
      return new Point2D.Double(x + scale * point.right(), y + scale * point.down());
    }

    Rectangle2D rectangle(double left, double top, double width, double height) {
      return Pen.rectangle(x + scale * left, y + scale * top, scale * width, scale * height);
    }
  }
}
