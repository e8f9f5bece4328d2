package org.cocogan.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** The legend of the figure: what its signs mean, in lines as wide as the figure. */
final class Legend {
  private static final Font FONT = Pen.plain(11.5);
  private static final double LINE = 21;
  private static final double SIGN = 26;
  private static final double BETWEEN = 24;

  /** A sign, drawn around a place, and its meaning. */
  private record Entry(Consumer<Point2D> sign, String meaning) {}

  /** Entries that share a line. */
  private record Line(List<Entry> entries) {}

  private final Pen pen;
  private final List<Line> lines;

  Legend(Scene scene, Pen pen, double width) {
    this.pen = pen;
    lines = lines(entries(scene), width);
  }

  double height() {
    return LINE * lines.size();
  }

  void draw(double left, double top) {
    double y = top + LINE / 2;
    for (Line line : lines) {
      double x = left;
      for (Entry entry : line.entries()) {
        entry.sign().accept(new Point2D.Double(x + SIGN / 2 - 4, y));
        pen.text(entry.meaning(), x + SIGN, y, 0, FONT, Ink.TEXT);
        x += width(entry);
      }
      y += LINE;
    }
  }

  private double width(Entry entry) {
    return SIGN + pen.width(entry.meaning(), FONT) + BETWEEN;
  }

  private List<Line> lines(List<Entry> entries, double width) {
    List<Line> made = new ArrayList<>();
    List<Entry> line = new ArrayList<>();
    double used = 0;
    for (Entry entry : entries) {
      if (!line.isEmpty() && used + width(entry) - BETWEEN > width) {
        made.add(new Line(List.copyOf(line)));
        line.clear();
        used = 0;
      }
      line.add(entry);
      used += width(entry);
    }
    made.add(new Line(List.copyOf(line)));
    return made;
  }

  private List<Entry> entries(Scene scene) {
    CoordinateSystem system = scene.system();
    Grid positions = system.macroPositions();
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            at -> pen.dot(at, 3.5, Ink.POSITION),
            String.format(
                Locale.ROOT,
                "a macro patch may start here (%dx%d positions)",
                positions.rows(),
                positions.columns())));
    entries.add(
        new Entry(
            at -> {
              pen.fill(around(at, 7), Ink.MACRO_PATCH);
              pen.outline(around(at, 7), 2, Ink.MACRO_PATCH_EDGE);
            },
            String.format(
                Locale.ROOT,
                "the one at row %d, column %d, with the coordinate %s",
                scene.row(),
                scene.column(),
                CoordinateText.vector(system.macroCoordinate(scene.row(), scene.column())))));
    entries.add(new Entry(at -> pen.dot(at, 2.6, Ink.TEXT), "coordinate of a micro patch"));
    entries.add(new Entry(at -> pen.ring(at, 4.5, Ink.POSITION), "coordinate of a macro patch"));
    if (system.horizontallyCyclic()) {
      entries.add(new Entry(at -> edge(at, 1, Ink.SIDES_MEET), "the right edge meets the left"));
    }
    if (system.verticallyCyclic()) {
      entries.add(new Entry(at -> edge(at, 2, Ink.ENDS_MEET), "the bottom edge meets the top"));
    }
    if (scene.isPole(-0.5)) {
      entries.add(
          new Entry(
              at -> pen.dot(at, 5.5, Ink.POLE),
              "the top edge is one point, the bottom edge another"));
    }
    if (!scene.realImage().equals(new Cells(0, 0, scene.grid().rows(), scene.grid().columns()))) {
      entries.add(
          new Entry(
              at -> {
                pen.fill(around(at, 7), Ink.BEYOND);
                pen.outline(around(at, 7), 0.7, Ink.LINE);
              },
              "beyond the real image"));
      entries.add(
          new Entry(at -> pen.dot(at, 3.5, Ink.POSITION_BEYOND), "a start without real pixels"));
    }
    return entries;
  }

  private static Rectangle2D around(Point2D at, double reach) {
    return Pen.rectangle(at.getX() - reach, at.getY() - reach, 2 * reach, 2 * reach);
  }

  private void edge(Point2D at, int arrows, Color color) {
    Point2D from = new Point2D.Double(at.getX() - 11, at.getY());
    Point2D to = new Point2D.Double(at.getX() + 11, at.getY());
    pen.line(from, to, 3, color);
    pen.arrowheads(from, to, arrows, color);
  }
}
