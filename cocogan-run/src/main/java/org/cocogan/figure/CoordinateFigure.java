package org.cocogan.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.cocogan.CocoGanException;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;

/**
 * A coordinate system as a picture: to the left the image as a grid of micro patches, with where
 * macro patches start and one of them picked out; to the right the coordinates as a surface, on
 * which edges that meet are one line.
 */
public final class CoordinateFigure {
  private static final double PIXELS_A_POINT = 1.5;
  private static final double WIDTH = 960;
  private static final double MARGIN = 22;
  private static final double GRID_WIDTH = 540;
  private static final double TITLE = 58;
  private static final double CAPTION = 24;
  private static final double LOWEST = 290;
  private static final double HIGHEST = 390;

  private CoordinateFigure() {}

  /**
   * Draws a system of any layout, 1440 pixels wide.
   *
   * @throws CocoGanException if the machine has no fonts to write with
   */
  public static PixelImage of(CoordinateSystem system) {
    Figures.requireFonts();
    Scene scene = Scene.of(system);
    Legend legend = new Legend(scene, new Pen(picture(1).createGraphics()), WIDTH - 2 * MARGIN);
    double panels = panelHeight(system.layout());
    BufferedImage picture =
        picture((int) Math.ceil(TITLE + panels + CAPTION + legend.height() + MARGIN));
    Graphics2D graphics = picture.createGraphics();
    try {
      draw(scene, graphics, panels);
    } finally {
      graphics.dispose();
    }
    return Figures.pixels(picture);
  }

  private static BufferedImage picture(int points) {
    return new BufferedImage(
        (int) (WIDTH * PIXELS_A_POINT),
        (int) (points * PIXELS_A_POINT),
        BufferedImage.TYPE_INT_RGB);
  }

  private static double panelHeight(PatchLayout layout) {
    double ratio = layout.full().height() / (double) layout.full().width();
    return Math.max(LOWEST, Math.min(HIGHEST, GRID_WIDTH * ratio));
  }

  private static void draw(Scene scene, Graphics2D graphics, double panels) {
    graphics.scale(PIXELS_A_POINT, PIXELS_A_POINT);
    Pen pen = new Pen(graphics);
    pen.fill(Pen.rectangle(0, 0, WIDTH, Short.MAX_VALUE), Ink.PAPER);
    CoordinateSystem system = scene.system();
    pen.text(title(system), MARGIN, 24, 0, Pen.bold(18), Ink.TEXT);
    pen.text(subtitle(system), MARGIN, 44, 0, Pen.plain(12), Ink.QUIET);
    Rectangle2D left = Pen.rectangle(MARGIN, TITLE, GRID_WIDTH, panels);
    double surfaceLeft = left.getMaxX() + 2 * MARGIN;
    Rectangle2D right = Pen.rectangle(surfaceLeft, TITLE, WIDTH - MARGIN - surfaceLeft, panels);
    new GridPanel(scene, pen, left).draw();
    new SurfacePanel(scene, pen, right).draw();
    caption(pen, left, "rows and columns of micro patches, each with its coordinate");
    caption(pen, right, new Camera(system).caption(system.dimension()));
    new Legend(scene, pen, WIDTH - 2 * MARGIN).draw(MARGIN, TITLE + panels + CAPTION);
  }

  private static String title(CoordinateSystem system) {
    String name = system.name();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " coordinates";
  }

  private static String subtitle(CoordinateSystem system) {
    PatchLayout layout = system.layout();
    String sizes =
        "a %s image, macro patches of %s, micro patches of %s"
            .formatted(layout.full(), layout.macro(), layout.micro());
    return system instanceof ExtrapolatedCoordinateSystem extrapolated
        ? sizes + "; micro patches beyond each open end: " + extrapolated.steps()
        : sizes;
  }

  private static void caption(Pen pen, Rectangle2D panel, String text) {
    pen.text(text, panel.getCenterX(), panel.getMaxY() + 11, 0.5, Pen.plain(11), Ink.QUIET);
  }
}
