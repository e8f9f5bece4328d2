package org.cocogan.figure;

import java.util.List;
import java.util.OptionalDouble;
import org.cocogan.CocoGanException;
import org.cocogan.data.PixelImage;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of a score in the course of a training, as a curve over the steps. */
public final class CurveFigure {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;

  private CurveFigure() {}

  /**
   * A score of one step.
   *
   * @param standardError drawn to both sides where it is known
   */
  public record Point(long step, double value, OptionalDouble standardError) {}

  /**
   * Draws a curve.
   *
   * @param title what is measured, such as the score's name
   * @param axis what the numbers are, beside their axis
   * @param points by step, at least one
   * @throws CocoGanException if the machine has no fonts to write with
   */
  public static PixelImage of(String title, String axis, List<Point> points) {
    Figures.requireFonts();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("training steps")
            .yAxisTitle(axis)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setLegendVisible(false);
    Figures.style(styler);
    XYSeries series =
        chart.addSeries(
            title,
            points.stream().mapToDouble(Point::step).toArray(),
            points.stream().mapToDouble(Point::value).toArray(),
            points.stream().mapToDouble(point -> point.standardError().orElse(0)).toArray());
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(Ink.MACRO_PATCH_EDGE);
    series.setLineColor(Ink.MACRO_PATCH_EDGE);
    return Figures.pixels(BitmapEncoder.getBufferedImage(chart));
  }
}
