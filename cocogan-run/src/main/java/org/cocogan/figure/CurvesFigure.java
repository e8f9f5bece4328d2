package org.cocogan.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.cocogan.CocoGanException;
import org.cocogan.data.PixelImage;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart that compares several things, a curve for each. */
public final class CurvesFigure {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;

  /** Colours that people with any colour vision can tell apart (Okabe and Ito 2008). */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x000000),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          new Color(0x009e73),
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0xcc79a7),
          new Color(0x999999));

  /** The marker changes where the colours begin anew. */
  private static final List<Marker> MARKERS =
      List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND);

  private CurvesFigure() {}

  /**
   * A curve.
   *
   * @param name what the legend calls it; no other curve has it
   * @param x of its points, at least one
   * @param y of its points
   */
  public record Curve(String name, List<Double> x, List<Double> y) {
    /** Copies the lists. */
    public Curve {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }

  /**
   * Draws curves.
   *
   * @param title what is shown
   * @param across what x is, with its unit
   * @param up what y is
   * @param curves at least one
   * @throws CocoGanException if the machine has no fonts to write with
   */
  public static PixelImage of(String title, String across, String up, List<Curve> curves) {
    Figures.requireFonts();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendFont(Pen.plain(13));
    styler.setLegendBorderColor(Ink.PAPER);
    Figures.style(styler);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      XYSeries series = chart.addSeries(curve.name(), curve.x(), curve.y());
      Color color = COLORS.get(i % COLORS.size());
      series.setLineColor(color);
      series.setLineStyle(new BasicStroke(2));
      series.setMarkerColor(color);
      series.setMarker(MARKERS.get(i / COLORS.size() % MARKERS.size()));
    }
    return Figures.pixels(BitmapEncoder.getBufferedImage(chart));
  }
}
