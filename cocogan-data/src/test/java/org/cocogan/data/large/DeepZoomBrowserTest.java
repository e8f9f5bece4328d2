package org.cocogan.data.large;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.cocogan.patch.Size;
import org.cocogan.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a deep zoom, opened from the disk in Chromium. */
@Tag("browser")
class DeepZoomBrowserTest {
  private static final Raster RASTER = new Raster(new Size(1200, 2000), 3, 256);
  private static final int BACKGROUND = 0x202020;
  private static final int RED = 0xc00000;
  private static final int GREEN = 0x00c000;
  private static final int BLUE = 0x0000c0;
  private static final int YELLOW = 0xc0c000;

  /** Not a temporary folder: the browser still writes to it while it ends. */
  private static final Path PROFILE = Path.of("target", "chromium").toAbsolutePath();

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void writePicturesAndStartTheBrowser() throws Exception {
    write("open", false);
    write("round", true);
    browser = Browser.start(PROFILE, 1000, 700);
  }

  @AfterAll
  static void endTheBrowser() throws Exception {
    browser.close();
  }

  /** A picture in four colours: red, green, blue and yellow quarters. */
  private static void write(String name, boolean cyclic) {
    DeepZoomPage page = new DeepZoomPage("Four <colours>", cyclic);
    try (DeepZoomFolder target =
        DeepZoomFolder.open(folder.resolve(name), RASTER, page, "four colours")) {
      while (target.done() < RASTER.bands()) {
        int band = target.done();
        byte[] rows = new byte[RASTER.rows(band) * RASTER.rowBytes()];
        for (int i = 0; i < rows.length; i += 3) {
          int x = i / 3 % 2000;
          int y = i / RASTER.rowBytes() + band * 256;
          int colour = y < 600 ? (x < 1000 ? RED : GREEN) : x < 1000 ? BLUE : YELLOW;
          rows[i] = (byte) (colour >> 16);
          rows[i + 1] = (byte) (colour >> 8);
          rows[i + 2] = (byte) colour;
        }
        target.add(rows);
      }
      target.finish();
    }
  }

  private static void show(String name) throws Exception {
    browser.open(folder.resolve(name).resolve("index.html").toUri());
    awaitTiles();
  }

  /** Waits until the page has drawn what it was told to last, all tiles there. */
  private static void awaitTiles() throws Exception {
    browser.evaluate(
        """
        new Promise((shown) => {
          let frames = 0;
          const look = () => {
            frames = document.documentElement.dataset.tiles === "shown" ? frames + 1 : 0;
            frames > 3 ? shown(true) : requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })
        """);
  }

  private static void assertSees(int x, int y, int colour) throws Exception {
    awaitTiles();
    BufferedImage screen = browser.screenshot();
    assertThat(Integer.toHexString(screen.getRGB(x, y) & 0xffffff))
        .as("%d,%d", x, y)
        .isEqualTo(Integer.toHexString(colour));
  }

  @Test
  void showsTheWholePictureAtFirst() throws Exception {
    show("open");
    assertThat(browser.evaluate("document.title").asText()).isEqualTo("Four <colours>");
    assertThat(browser.evaluate("canvas.getAttribute('aria-label')").asText())
        .isEqualTo("Four <colours>, 2000 by 1200 pixels");
    assertSees(500, 48, BACKGROUND);
    assertSees(2, 52, RED);
    assertSees(498, 348, RED);
    assertSees(502, 348, GREEN);
    assertSees(498, 352, BLUE);
    assertSees(997, 647, YELLOW);
    assertSees(997, 652, BACKGROUND);
  }

  @Test
  void movesWithTheMouse() throws Exception {
    show("open");
    browser.drag(500, 300, 300, 400);

    assertSees(298, 448, RED);
    assertSees(302, 448, GREEN);
    assertSees(302, 452, YELLOW);
    assertSees(900, 448, BACKGROUND);
  }

  @Test
  void zoomsWithTheWheelAboutTheMouse() throws Exception {
    show("open");
    browser.wheel(200, 350, -200);
    awaitTiles();

    assertThat(browser.evaluate("view.scale").asDouble()).isEqualTo(1);
    assertSees(798, 348, RED);
    assertSees(802, 348, GREEN);
    assertSees(798, 352, BLUE);
  }

  @Test
  void obeysTheKeyboard() throws Exception {
    show("open");
    browser.key("+");
    browser.key("ArrowRight");
    assertSees(418, 348, RED);
    assertSees(422, 348, GREEN);

    browser.key("0");
    assertSees(498, 348, RED);
    assertThat(browser.evaluate("view.scale").asDouble()).isEqualTo(0.5);
  }

  @Test
  void zoomsWithTwoFingers() throws Exception {
    show("open");
    browser.touch("touchStart", new int[] {450, 350}, new int[] {550, 350});
    browser.touch("touchMove", new int[] {400, 350}, new int[] {600, 350});
    browser.touch("touchEnd");

    awaitTiles();
    assertThat(browser.evaluate("view.scale").asDouble()).isEqualTo(1);
    assertSees(498, 348, RED);
    assertSees(502, 352, YELLOW);
  }

  @Test
  void goesRoundWhereTheEdgesMeet() throws Exception {
    show("round");
    browser.drag(300, 300, 500, 300);

    assertSees(198, 300, GREEN);
    assertSees(202, 300, RED);
    assertSees(702, 300, GREEN);
  }

  @Test
  void opensAtAPlace() throws Exception {
    show("open");
    browser.evaluate("location.hash = '#1000,600,4'");
    awaitTiles();

    assertThat(browser.evaluate("view.scale").asDouble()).isEqualTo(4);
    assertSees(498, 348, RED);
    assertSees(502, 352, YELLOW);
  }
}
