package org.cocogan.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.cocogan.CocoGanException;
import org.cocogan.data.PixelImage;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.patch.Size;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/** A heat map of numbers by place in the image: the darker, the worse. */
public final class HeatMapFigure {
  private static final double WIDEST = 900;
  private static final double HIGHEST = 600;

  /** Pixels around the map, for title and axis. */
  private static final int AROUND = 100;

  private static final Color BEST = Ink.faded(Ink.MACRO_PATCH_EDGE, 0.9);
  private static final Color WORST = Ink.faded(Ink.MACRO_PATCH_EDGE, 0.2);

  private HeatMapFigure() {}

  /**
   * Draws a map in about the proportions of the image.
   *
   * @param title what is measured
   * @param image the size of the images that it was measured on
   * @throws CocoGanException if the machine has no fonts to write with
   */
  public static PixelImage of(String title, ScoreMap map, Size image) {
    Figures.requireFonts();
    double[][] values = map.values();
    DoubleSummaryStatistics range =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).summaryStatistics();
    double scale = Math.min(WIDEST / image.width(), HIGHEST / image.height());
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width((int) (Math.max(WIDEST / 2, scale * image.width()) + AROUND))
            .height((int) (scale * image.height()) + AROUND)
            .title(title)
            .xAxisTitle("the darker, the worse; each number stands where it was measured")
            .build();
    HeatMapStyler styler = chart.getStyler();
    Figures.style(styler);
    styler.setLegendVisible(false);
    styler.setAxisTicksVisible(false);
    styler.setPlotContentSize(1);
    styler.setShowValue(true);
    styler.setValueFont(Pen.plain(13));
    styler.setValueFontColor(Ink.TEXT);
    styler.setHeatMapValueDecimalPattern(range.getMax() < 10 ? "0.000" : "0.0");
    styler.setRangeColors(
        map.better() == Score.Better.HIGHER
            ? new Color[] {WORST, BEST}
            : new Color[] {BEST, WORST});
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        cells.add(new Number[] {column, values.length - 1 - row, values[row][column]});
      }
    }
    chart.addSeries(title, numbers(values[0].length), numbers(values.length), cells);
    return Figures.pixels(BitmapEncoder.getBufferedImage(chart));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
