package org.cocogan.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cocogan.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, with each of its controls, in Chromium. */
@Tag("browser")
class StudioBrowserTest {
  /** Not a temporary folder: the browser still writes to it while it ends. */
  private static final Path PROFILE = Path.of("target", "chromium").toAbsolutePath();

  private static final int BACKGROUND = 0xe4e4df;
  private static final int DARK = 0x101010;

  @TempDir private static Path folder;
  private static UntrainedRun flat;
  private static Visit visit;
  private static Browser browser;
  private static StudioPage page;

  @BeforeAll
  static void start() throws Exception {
    flat = UntrainedRun.write(folder, "flat", Map.of());
    Files.writeString(
        flat.path().resolve("metrics.jsonl"),
        """
        {"step":1,"d_loss":2.5}
        {"step":3,"d_loss":1.25}
        """);
    UntrainedRun torus =
        UntrainedRun.write(
            folder,
            "torus",
            Map.of(
                "data_params.coordinate_system", "toroidal",
                "model_params.generator", "seamless"));
    UntrainedRun sphere =
        UntrainedRun.write(folder, "sphere", Map.of("data_params.coordinate_system", "spherical"));
    UntrainedRun guided = UntrainedRun.write(folder, "guided", UntrainedRun.GUIDED);
    UntrainedRun styled = UntrainedRun.write(folder, "styled", UntrainedRun.STYLED);
    visit = new Visit(flat.path(), torus.path(), guided.path(), styled.path(), sphere.path());
    browser = Browser.start(PROFILE, 1000, 700);
    page = new StudioPage(browser);
  }

  @AfterAll
  static void end() throws Exception {
    browser.close();
    visit.close();
  }

  @BeforeEach
  void open() throws Exception {
    page.open(visit.studio.address());
  }

  @AfterEach
  void noScriptHasFailed() throws Exception {
    assertThat(page.text("window.failure || ''")).isEmpty();
  }

  @Test
  void opensWithTheFirstRun() throws Exception {
    assertThat(page.text("document.getElementById('picture').getAttribute('aria-label')"))
        .isEqualTo("flat, step 1: image 0 of seed 0, 32 by 16 pixels");
    assertThat(page.text("document.getElementById('status').textContent"))
        .startsWith("flat, step 1: image 0 of seed 0");
    assertThat(page.command()).isEqualTo("./cocogan generate flat --seed 0 --first 0 --count 1");
    BufferedImage screen = browser.screenshot();
    assertThat(screen.getRGB(340, 340) & 0xffffff).isNotEqualTo(BACKGROUND);
    assertThat(screen.getRGB(10, 10) & 0xffffff).isEqualTo(BACKGROUND);
  }

  @Test
  void drawsAnotherImage() throws Exception {
    String first = page.picture();
    page.set("number", 7);
    String second = page.picture();
    page.set("seed", 3);

    assertThat(second).isNotEqualTo(first);
    assertThat(page.picture()).isNotEqualTo(second);
    assertThat(page.command()).isEqualTo("./cocogan generate flat --seed 3 --first 7 --count 1");
    page.click("random");
    assertThat(page.command()).isNotEqualTo("./cocogan generate flat --seed 3 --first 7 --count 1");
  }

  @Test
  void walksBetweenPinnedImages() throws Exception {
    String first = page.picture();
    page.click("pin");
    page.set("number", 1);
    page.click("pin");
    String second = page.picture();
    page.set("walk", 0.5);
    String between = page.picture();
    page.set("walk", 0);

    assertThat(between).isNotEqualTo(first).isNotEqualTo(second);
    assertThat(page.picture()).isEqualTo(first);
    browser.evaluate("document.querySelector('#pins button:last-child').click()");
    assertThat(page.picture()).isEqualTo(second);
    assertThat(page.command()).contains("/latents.npy/", "generate flat --latents latents.npy");
    page.click("unpin");
    assertThat(page.command()).isEqualTo("./cocogan generate flat --seed 0 --first 1 --count 1");
  }

  @Test
  void walksOnToAThirdImage() throws Exception {
    for (int number = 1; number <= 3; number++) {
      page.set("number", number);
      page.click("pin");
    }
    String third = page.picture();
    page.set("walk", 1.5);
    String between = page.picture();
    page.set("walk", 1);

    assertThat(page.command()).contains("0-2~0-3%400.0000");
    assertThat(between).isNotEqualTo(third).isNotEqualTo(page.picture());
    browser.evaluate("document.querySelector('#pins button:last-child').click()");
    assertThat(page.picture()).isEqualTo(third);
  }

  @Test
  void goesInRandomDirections() throws Exception {
    String first = page.picture();
    page.click("direction");
    browser.evaluate(
        """
        (() => {
          const slider = document.querySelector("#directions input");
          slider.value = 0.5;
          slider.dispatchEvent(new Event("input"));
        })()
        """);
    assertThat(page.picture()).isNotEqualTo(first);
    browser.evaluate("document.querySelector('#directions button').click()");
    assertThat(page.picture()).isEqualTo(first);
  }

  @Test
  void movesStylesTowardsTheirMean() throws Exception {
    assertThat(page.isHidden("truncation-label")).isTrue();
    page.set("run", "styled");
    String first = page.picture();
    page.set("truncation", 0.5);

    assertThat(page.picture()).isNotEqualTo(first);
    assertThat(page.command())
        .isEqualTo("./cocogan generate styled --seed 0 --first 0 --count 1 --truncation 0.5");
    page.set("truncation", 1);
    assertThat(page.picture()).isEqualTo(first);
  }

  @Test
  void movesOverCoordinatesAndBeyondTheEdges() throws Exception {
    String first = page.picture();
    page.set("down", 0.5);
    assertThat(page.picture()).isNotEqualTo(first);
    assertThat(page.command()).startsWith("curl -o picture.png 'http://127.0.0.1:");
    page.set("down", 0);
    page.set("extrapolate", 2);

    assertThat(page.text("document.getElementById('picture').getAttribute('aria-label')"))
        .endsWith("48 by 32 pixels");
    assertThat(page.command()).endsWith("--extrapolate 2");
  }

  @Test
  void drawsALatentFieldWithoutEnd() throws Exception {
    page.set("run", "torus");
    page.give("field", 4);
    // All that fits into the window would take its time.
    browser.evaluate(
        """
        new Promise((drawn) => {
          delete document.documentElement.dataset.latency;
          const look = () => document.documentElement.dataset.latency
            ? drawn(true) : requestAnimationFrame(look);
          look();
        })
        """);

    assertThat(page.text("document.getElementById('picture').getAttribute('aria-label')"))
        .contains("1048576 by 1048576");
    assertThat(page.command()).contains("--latent-field 4");
    assertThat(page.isHidden("png")).isTrue();
  }

  @Test
  void goesRoundWhereEdgesMeet() throws Exception {
    page.set("run", "torus");
    String first = page.picture();
    browser.drag(500, 300, 100, 300);
    browser.drag(100, 300, 200, 300);

    assertThat(page.picture()).isNotEqualTo(first);
    assertThat(browser.screenshot().getRGB(5, 340) & 0xffffff).isNotEqualTo(BACKGROUND);
  }

  @Test
  void looksAroundInsideAPanorama() throws Exception {
    assertThat(page.isHidden("inside-label")).isTrue();
    page.set("run", "sphere");
    BufferedImage image = image("sphere");
    page.click("inside");
    assertThat(page.isHidden("picture")).isTrue();
    assertInTheMiddle(image, 16, 8);

    int width = browser.evaluate("document.getElementById('panorama').clientWidth").asInt();
    browser.drag(width / 2, 300, 0, 300);
    // An eighth of the way around.
    assertInTheMiddle(image, 20, 8);
    browser.evaluate("document.getElementById('panorama').focus()");
    String turned = page.picture();
    String permalink = page.permalink();
    browser.key("ArrowDown");
    browser.key("+");
    assertThat(page.picture()).isNotEqualTo(turned);
    browser.key("Enter");
    browser.evaluate("new Promise((later) => setTimeout(later, 300))");
    assertThat(page.text("document.getElementById('patch').textContent"))
        .contains("Row 2, column 5");
    browser.key("0");
    assertInTheMiddle(image, 16, 8);
    page.open(URI.create(permalink));
    assertThat(page.picture()).isEqualTo(turned);
    page.click("inside");
    assertThat(page.isHidden("panorama")).isTrue();
  }

  @Test
  void looksAroundInsideACylinder() throws Exception {
    page.set("run", "torus");
    page.click("inside");
    BufferedImage image = image("torus");
    assertInTheMiddle(image, 16, 8);

    page.set("number", 5);
    assertThat(pixel(image, 16, 8)).isNotEqualTo(pixel(browser.screenshot(), middle(0), middle(1)));
  }

  private static BufferedImage image(String run) throws Exception {
    String path = "/iiif/" + visit.digest(run) + ":0-0/full/max/0/default.png";
    return ImageIO.read(new ByteArrayInputStream(visit.get(path).body()));
  }

  private static int pixel(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  /** A little to the right of the middle of the panorama, and below it. */
  private static int middle(int axis) throws Exception {
    return browser
                .evaluate(
                    "document.getElementById('panorama').client" + (axis == 0 ? "Width" : "Height"))
                .asInt()
            / 2
        + 20;
  }

  private static void assertInTheMiddle(BufferedImage image, int x, int y) throws Exception {
    page.awaitPicture();
    assertThat(pixel(browser.screenshot(), middle(0), middle(1))).isEqualTo(pixel(image, x, y));
  }

  @Test
  void tellsOfThePatchThatIsClicked() throws Exception {
    browser.evaluate("document.getElementById('picture').focus()");
    browser.key("Enter");
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");

    assertThat(page.text("document.getElementById('patch').textContent"))
        .contains("Row 2, column 4: coordinate (0.3333, 0.1429).", "macro patch at 2,4");
  }

  @Test
  void outlinesThePatchThatIsClickedAndItsMacroPatch() throws Exception {
    String first = page.picture();
    int[] middle = {
      browser.evaluate("document.getElementById('picture').clientWidth / 2").asInt(),
      browser.evaluate("document.getElementById('picture').clientHeight / 2").asInt()
    };
    browser.drag(middle[0] - 20, middle[1] - 20, middle[0] - 20, middle[1] - 20);
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");

    String told = page.text("document.getElementById('patch').textContent");
    assertThat(told).contains("Row 1, column 3: coordinate (-0.3333, -0.1429).");
    assertThat(told)
        .contains("Its macro patch at 1,3 has the coordinate (0.0000, 0.0000)")
        .contains("made of 1,3 (-0.3333, -0.1429); 1,4 (-0.3333, 0.1429); 2,3 (0.3333, -0.1429);");
    assertThat(page.picture()).isNotEqualTo(first);
  }

  @Test
  void isDarkWhereThatIsPreferred() throws Exception {
    browser.preferColours("dark");
    try {
      page.awaitPicture();
      BufferedImage screen = browser.screenshot();
      assertThat(pixel(screen, 10, 10)).isEqualTo(DARK);
      assertThat(page.text("getComputedStyle(document.body).color"))
          .isEqualTo("rgb(236, 236, 236)");
    } finally {
      browser.preferColours("light");
    }
    assertThat(pixel(browser.screenshot(), 10, 10)).isEqualTo(BACKGROUND);
  }

  /** Each control can be reached by the keyboard, and has a name for those who do not see it. */
  @Test
  void namesEveryControl() throws Exception {
    assertThat(
            page.text(
                """
                [...document.querySelectorAll("input, select, button, canvas, a[href]")]
                  .filter((control) => control.tabIndex < 0
                    || !(control.labels?.length || control.textContent.trim()
                      || control.getAttribute("aria-label")))
                  .map((control) => control.id).join()
                """))
        .isEmpty();
  }

  @Test
  void obeysTheKeyboard() throws Exception {
    String first = page.picture();
    browser.evaluate("document.getElementById('picture').focus()");
    browser.key("+");
    browser.key("ArrowRight");
    assertThat(page.picture()).isNotEqualTo(first);
    browser.key("0");
    assertThat(page.picture()).isEqualTo(first);
  }

  @Test
  void completesAPictureThatIsDropped() throws Exception {
    assertThat(page.isHidden("complete-box")).isTrue();
    page.set("run", "guided");
    String before = page.picture();
    page.give("cut", "1, 2");
    page.drop("document.getElementById('picture')", "drop", "dataTransfer");

    String completed = page.picture();
    assertThat(completed).isNotEqualTo(before);
    assertThat(page.text("document.getElementById('picture').getAttribute('aria-label')"))
        .startsWith("guided, step 1: what completes a picture");
    assertThat(page.command())
        .contains("/latents.npy/", "%3Az", "generate guided --latents latents.npy");
    BufferedImage screen = browser.screenshot();
    int outlined = 0;
    for (int x = 0; x < 680; x++) {
      for (int y = 0; y < 650; y++) {
        outlined += (screen.getRGB(x, y) & 0xffffff) == 0xff3b30 ? 1 : 0;
      }
    }
    assertThat(outlined).isGreaterThan(100);

    page.click("pin");
    page.set("number", 3);
    page.click("pin");
    page.set("walk", 0.5);
    assertThat(page.picture()).isNotEqualTo(completed);
    browser.evaluate("document.querySelector('#pins button').click()");
    String permalink = page.permalink();
    String pinned = page.picture();
    page.open(URI.create(permalink));
    assertThat(page.picture()).isEqualTo(pinned);
  }

  @Test
  void completesAPictureThatIsChosen() throws Exception {
    page.set("run", "guided");
    String before = page.picture();
    page.give("cut", "1,2");
    page.drop("document.getElementById('file')", "change", "files");
    assertThat(page.picture()).isNotEqualTo(before);

    page.give("cut", "");
    page.drop("document.getElementById('file')", "change", "files");
    assertThat(page.text("document.getElementById('status').textContent"))
        .startsWith("the picture has 16x32 pixels, but a macro patch has 8x8");
  }

  @Test
  void showsLinesBetweenPatches() throws Exception {
    String first = page.picture();
    page.click("lines");
    assertThat(page.picture()).isNotEqualTo(first);
  }

  @Test
  void opensAsItWasLeft() throws Exception {
    page.set("number", 5);
    page.set("right", 0.5);
    browser.key("+");
    String left = page.picture();
    String permalink = page.permalink();
    page.set("number", 6);
    page.open(URI.create(permalink));

    assertThat(page.picture()).isEqualTo(left);
  }

  @Test
  void offersThePictureAsPng() throws Exception {
    String path = page.text("new URL(document.getElementById('png').href).pathname");

    HttpResponse<byte[]> answer = visit.get(path);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth()).isEqualTo(32);
    assertThat(page.text("document.getElementById('png').download")).isEqualTo("flat-0-0.png");
  }

  @Test
  void takesUpANewCheckpoint() throws Exception {
    String first = page.picture();
    flat.save(2);
    browser.evaluate(
        """
        new Promise((shown) => {
          const look = () => document.getElementById("status").textContent.includes("step 2")
            ? shown(true) : setTimeout(look, 100);
          look();
        })
        """);
    assertThat(page.picture()).isNotEqualTo(first);
    assertThat(visit.notices).isEmpty();
    // The other tests begin with step 1.
    end();
    start();
  }

  @Test
  void drawsWhatTheTrainingHasLogged() throws Exception {
    assertThat(page.text("document.getElementById('last').textContent"))
        .isEqualTo("d_loss 1.250 at step 3; from 1.250 to 2.500.");
    assertThat(page.text("document.querySelector('#plot polyline').getAttribute('points')"))
        .isEqualTo("0.0,5.0 280.0,85.0");
    page.set("run", "torus");
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");
    assertThat(page.isHidden("training")).isTrue();
  }

  @Test
  void fitsANarrowWindow() throws Exception {
    Browser narrow = Browser.start(PROFILE.resolveSibling("chromium-narrow"), 400, 800);
    try (narrow) {
      narrow.open(visit.studio.address());
      assertThat(narrow.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(400);
      assertThat(
              narrow
                  .evaluate(
                      """
                      [...document.querySelectorAll("input, select, button, pre")]
                        .filter((control) => control.offsetParent
                          && (control.getBoundingClientRect().right > 400
                            || control.getBoundingClientRect().left < 0))
                        .map((control) => control.id).join()
                      """)
                  .asText())
          .isEmpty();
    }
  }
}
