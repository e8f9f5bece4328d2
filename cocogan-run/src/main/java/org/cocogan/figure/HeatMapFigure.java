package org.cocogan.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import org.cocogan.CocoGanException;
import org.cocogan.data.PixelImage;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.patch.Size;

/** Numbers by place in the image: the darker, the worse. */
public final class HeatMapFigure {
  private static final double WIDEST = 900;
  private static final double HIGHEST = 600;
  private static final double MARGIN = 24;
  private static final double TITLE = 64;

  private HeatMapFigure() {}

  /**
   * Draws a map in the proportions of the image.
   *
   * @param title what is measured
   * @param image the size of the images that it was measured on
   * @throws CocoGanException if the machine has no fonts to write with
   */
  public static PixelImage of(String title, ScoreMap map, Size image) {
    Figures.requireFonts();
    double scale = Math.min(WIDEST / image.width(), HIGHEST / image.height());
    Rectangle2D panel = Pen.rectangle(MARGIN, TITLE, scale * image.width(), scale * image.height());
    double width = Math.max(panel.getWidth(), WIDEST / 2) + 2 * MARGIN;
    BufferedImage picture =
        new BufferedImage(
            (int) Math.ceil(width),
            (int) Math.ceil(panel.getMaxY() + MARGIN),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      Pen pen = new Pen(graphics);
      pen.fill(Pen.rectangle(0, 0, picture.getWidth(), picture.getHeight()), Ink.PAPER);
      pen.text(title, MARGIN, 22, 0, Pen.bold(17), Ink.TEXT);
      pen.text(
          "the darker, the worse; each number stands where it was measured",
          MARGIN,
          46,
          0,
          Pen.plain(12),
          Ink.QUIET);
      draw(map, pen, panel);
    } finally {
      graphics.dispose();
    }
    return Figures.pixels(picture);
  }

  private static void draw(ScoreMap map, Pen pen, Rectangle2D panel) {
    double[][] values = map.values();
    DoubleSummaryStatistics range =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).summaryStatistics();
    String format = range.getMax() < 10 ? "%.3f" : "%.1f";
    double height = panel.getHeight() / values.length;
    for (int row = 0; row < values.length; row++) {
      double width = panel.getWidth() / values[row].length;
      for (int column = 0; column < values[row].length; column++) {
        Rectangle2D cell =
            Pen.rectangle(
                panel.getX() + column * width, panel.getY() + row * height, width, height);
        double share = badness(values[row][column], range, map.better());
        pen.fillSharply(cell, Ink.faded(Ink.MACRO_PATCH_EDGE, 0.9 * (1 - share)));
        pen.text(
            String.format(Locale.ROOT, format, values[row][column]),
            cell.getCenterX(),
            cell.getCenterY(),
            0.5,
            Pen.plain(Math.min(16, width / 5)),
            share > 0.6 ? Color.WHITE : Ink.TEXT);
      }
    }
    pen.outline(panel, 1, Ink.LINE);
  }

  /** 0 for the best number of the map, 1 for the worst. */
  private static double badness(double value, DoubleSummaryStatistics range, Score.Better better) {
    double width = range.getMax() - range.getMin();
    double share = width > 0 ? (value - range.getMin()) / width : 0;
    return better == Score.Better.HIGHER ? 1 - share : share;
  }
}
