package org.cocogan.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.LineMetrics;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** Draws on a picture, in points from its top left. */
final class Pen {
  private static final double ARROW_LENGTH = 9;
  private static final double ARROW_WIDTH = 5;

  private final Graphics2D graphics;

  Pen(Graphics2D graphics) {
    this.graphics = graphics;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  static Font plain(double size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
  }

  static Font bold(double size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont((float) size);
  }

  double width(String text, Font font) {
    return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
  }

  /** Writes a line whose middle is at a height; {@code share} of it is left of x. */
  void text(String text, double x, double middle, double share, Font font, Color color) {
    LineMetrics metrics = font.getLineMetrics(text, graphics.getFontRenderContext());
    double baseline = middle + (metrics.getAscent() - metrics.getDescent()) / 2;
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, (float) (x - share * width(text, font)), (float) baseline);
  }

  void fill(Shape shape, Color color) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  /** Leaves no seam between neighbours. */
  void fillSharply(Shape shape, Color color) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    fill(shape, color);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  void outline(Shape shape, double width, Color color) {
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.setColor(color);
    graphics.draw(shape);
  }

  void dashes(Shape shape, double width, Color color) {
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_MITER,
            10,
            new float[] {4, 3},
            0));
    graphics.setColor(color);
    graphics.draw(shape);
  }

  void line(Point2D from, Point2D to, double width, Color color) {
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setColor(color);
    graphics.draw(new Line2D.Double(from, to));
  }

  void dot(Point2D at, double radius, Color color) {
    fill(circle(at, radius), color);
  }

  void ring(Point2D at, double radius, Color color) {
    outline(circle(at, radius), 1.4, color);
  }

  /** One or two arrowheads in the middle of a line, the sign of edges that meet. */
  void arrowheads(Point2D from, Point2D to, int count, Color color) {
    double length = from.distance(to);
    if (length == 0) {
      return;
    }
    double right = (to.getX() - from.getX()) / length;
    double down = (to.getY() - from.getY()) / length;
    for (int i = 0; i < count; i++) {
      double ahead = ARROW_LENGTH * (0.5 + 0.75 * (2.0 * i - count + 1) / 2.0);
      double tipX = (from.getX() + to.getX()) / 2 + ahead * right;
      double tipY = (from.getY() + to.getY()) / 2 + ahead * down;
      double backX = tipX - ARROW_LENGTH * right;
      double backY = tipY - ARROW_LENGTH * down;
      Path2D head = new Path2D.Double();
      head.moveTo(tipX, tipY);
      head.lineTo(backX - ARROW_WIDTH * down, backY + ARROW_WIDTH * right);
      head.lineTo(backX + ARROW_WIDTH * down, backY - ARROW_WIDTH * right);
      head.closePath();
      fill(head, color);
    }
  }

  static Rectangle2D rectangle(double left, double top, double width, double height) {
    return new Rectangle2D.Double(left, top, width, height);
  }

  private static Ellipse2D circle(Point2D at, double radius) {
    return new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
  }
}
