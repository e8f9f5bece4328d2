package org.cocogan.figure;

import java.awt.image.BufferedImage;
import org.cocogan.CocoGanException;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.knowm.xchart.style.AxesChartStyler;

/** Fonts that figures need, and pixels that they become. */
final class Figures {
  private Figures() {}

  /**
   * Makes sure that there is something to write with.
   *
   * @throws CocoGanException if the machine has no fonts
   */
  static void requireFonts() {
    try {
      BufferedImage smallest = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      new Pen(smallest.createGraphics()).width("0", Pen.plain(10));
    } catch (InternalError | LinkageError e) {
      throw new CocoGanException(
          "a figure needs fonts, and Java finds none on this machine; install some (for example:"
              + " apt install fontconfig fonts-dejavu-core)");
    }
  }

  /** Gives a chart the fonts and colours of all figures. */
  static void style(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Ink.PAPER);
    styler.setChartFontColor(Ink.TEXT);
    styler.setPlotGridLinesColor(Ink.faded(Ink.LINE, 0.5));
    styler.setPlotBorderVisible(false);
    styler.setAxisTickLabelsFont(Pen.plain(13));
    styler.setAxisTitleFont(Pen.plain(14));
    styler.setChartTitleFont(Pen.bold(18));
    styler.setDecimalPattern("#,##0.###");
  }

  static PixelImage pixels(BufferedImage picture) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    int[] colors = picture.getRGB(0, 0, width, height, null, 0, width);
    byte[] pixels = new byte[Product.of(3, colors.length)];
    for (int i = 0; i < colors.length; i++) {
      pixels[3 * i] = (byte) (colors[i] >> 16);
      pixels[3 * i + 1] = (byte) (colors[i] >> 8);
      pixels[3 * i + 2] = (byte) colors[i];
    }
    return new PixelImage(new Size(height, width), 3, pixels);
  }
}
