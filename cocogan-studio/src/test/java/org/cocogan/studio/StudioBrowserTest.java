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
  }

  @AfterAll
  static void end() throws Exception {
    browser.close();
    visit.close();
  }

  @BeforeEach
  void open() throws Exception {
    open(visit.studio.address());
  }

  private static void open(URI page) throws Exception {
    browser.open(URI.create("about:blank"));
    browser.open(page);
    browser.evaluate("window.onerror = (message) => { window.failure = message; }; 0");
    awaitPicture();
  }

  @AfterEach
  void noScriptHasFailed() throws Exception {
    assertThat(text("window.failure || ''")).isEmpty();
  }

  /** Waits until all is drawn that was asked for last. */
  private static void awaitPicture() throws Exception {
    browser.evaluate(
        """
        new Promise((shown) => {
          let frames = 0;
          const look = () => {
            frames = document.documentElement.dataset.tiles === "shown" ? frames + 1 : 0;
            frames > 10 ? shown(true) : requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })
        """);
  }

  private static String text(String expression) throws Exception {
    return browser.evaluate(expression).asText();
  }

  private static void set(String id, Object value) throws Exception {
    give(id, value);
    awaitPicture();
  }

  private static void give(String id, Object value) throws Exception {
    browser.evaluate(
        """
        (() => {
          const control = document.getElementById("%s");
          control.value = "%s";
          control.dispatchEvent(new Event("input"));
          control.dispatchEvent(new Event("change"));
        })()
        """
            .formatted(id, value));
  }

  private static void click(String id) throws Exception {
    browser.evaluate("document.getElementById('%s').click()".formatted(id));
    awaitPicture();
  }

  private static String command() throws Exception {
    return text("document.getElementById('command').textContent");
  }

  /** The picture's pixels, as Chromium has drawn them. */
  private static String picture() throws Exception {
    awaitPicture();
    return text("document.querySelector('canvas:not([hidden])').toDataURL()");
  }

  @Test
  void opensWithTheFirstRun() throws Exception {
    assertThat(text("document.getElementById('picture').getAttribute('aria-label')"))
        .isEqualTo("flat, step 1: image 0 of seed 0, 32 by 16 pixels");
    assertThat(text("document.getElementById('status').textContent"))
        .startsWith("flat, step 1: image 0 of seed 0");
    assertThat(command()).isEqualTo("./cocogan generate flat --seed 0 --first 0 --count 1");
    BufferedImage screen = browser.screenshot();
    assertThat(screen.getRGB(340, 340) & 0xffffff).isNotEqualTo(BACKGROUND);
    assertThat(screen.getRGB(10, 10) & 0xffffff).isEqualTo(BACKGROUND);
  }

  @Test
  void drawsAnotherImage() throws Exception {
    String first = picture();
    set("number", 7);
    String second = picture();
    set("seed", 3);

    assertThat(second).isNotEqualTo(first);
    assertThat(picture()).isNotEqualTo(second);
    assertThat(command()).isEqualTo("./cocogan generate flat --seed 3 --first 7 --count 1");
    click("random");
    assertThat(command()).isNotEqualTo("./cocogan generate flat --seed 3 --first 7 --count 1");
  }

  @Test
  void walksBetweenPinnedImages() throws Exception {
    String first = picture();
    click("pin");
    set("number", 1);
    click("pin");
    String second = picture();
    set("walk", 0.5);
    String between = picture();
    set("walk", 0);

    assertThat(between).isNotEqualTo(first).isNotEqualTo(second);
    assertThat(picture()).isEqualTo(first);
    browser.evaluate("document.querySelector('#pins button:last-child').click()");
    assertThat(picture()).isEqualTo(second);
    assertThat(command()).contains("/latents.npy/", "generate flat --latents latents.npy");
    click("unpin");
    assertThat(command()).isEqualTo("./cocogan generate flat --seed 0 --first 1 --count 1");
  }

  @Test
  void walksOnToAThirdImage() throws Exception {
    for (int number = 1; number <= 3; number++) {
      set("number", number);
      click("pin");
    }
    String third = picture();
    set("walk", 1.5);
    String between = picture();
    set("walk", 1);

    assertThat(command()).contains("0-2~0-3%400.0000");
    assertThat(between).isNotEqualTo(third).isNotEqualTo(picture());
    browser.evaluate("document.querySelector('#pins button:last-child').click()");
    assertThat(picture()).isEqualTo(third);
  }

  @Test
  void goesInRandomDirections() throws Exception {
    String first = picture();
    click("direction");
    browser.evaluate(
        """
        (() => {
          const slider = document.querySelector("#directions input");
          slider.value = 0.5;
          slider.dispatchEvent(new Event("input"));
        })()
        """);
    assertThat(picture()).isNotEqualTo(first);
    browser.evaluate("document.querySelector('#directions button').click()");
    assertThat(picture()).isEqualTo(first);
  }

  @Test
  void movesStylesTowardsTheirMean() throws Exception {
    assertThat(isHidden("truncation-label")).isTrue();
    set("run", "styled");
    String first = picture();
    set("truncation", 0.5);

    assertThat(picture()).isNotEqualTo(first);
    assertThat(command())
        .isEqualTo("./cocogan generate styled --seed 0 --first 0 --count 1 --truncation 0.5");
    set("truncation", 1);
    assertThat(picture()).isEqualTo(first);
  }

  @Test
  void movesOverCoordinatesAndBeyondTheEdges() throws Exception {
    String first = picture();
    set("down", 0.5);
    assertThat(picture()).isNotEqualTo(first);
    assertThat(command()).startsWith("curl -o picture.png 'http://127.0.0.1:");
    set("down", 0);
    set("extrapolate", 2);

    assertThat(text("document.getElementById('picture').getAttribute('aria-label')"))
        .endsWith("48 by 32 pixels");
    assertThat(command()).endsWith("--extrapolate 2");
  }

  @Test
  void drawsALatentFieldWithoutEnd() throws Exception {
    set("run", "torus");
    give("field", 4);
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

    assertThat(text("document.getElementById('picture').getAttribute('aria-label')"))
        .contains("1048576 by 1048576");
    assertThat(command()).contains("--latent-field 4");
    assertThat(isHidden("png")).isTrue();
  }

  @Test
  void goesRoundWhereEdgesMeet() throws Exception {
    set("run", "torus");
    String first = picture();
    browser.drag(500, 300, 100, 300);
    browser.drag(100, 300, 200, 300);

    assertThat(picture()).isNotEqualTo(first);
    assertThat(browser.screenshot().getRGB(5, 340) & 0xffffff).isNotEqualTo(BACKGROUND);
  }

  @Test
  void looksAroundInsideAPanorama() throws Exception {
    assertThat(isHidden("inside-label")).isTrue();
    set("run", "sphere");
    BufferedImage image = image("sphere");
    click("inside");
    assertThat(isHidden("picture")).isTrue();
    assertInTheMiddle(image, 16, 8);

    int width = browser.evaluate("document.getElementById('panorama').clientWidth").asInt();
    browser.drag(width / 2, 300, 0, 300);
    // An eighth of the way around.
    assertInTheMiddle(image, 20, 8);
    browser.evaluate("document.getElementById('panorama').focus()");
    String turned = picture();
    String permalink = permalink();
    browser.key("ArrowDown");
    browser.key("+");
    assertThat(picture()).isNotEqualTo(turned);
    browser.key("Enter");
    browser.evaluate("new Promise((later) => setTimeout(later, 300))");
    assertThat(text("document.getElementById('patch').textContent")).contains("Row 2, column 5");
    browser.key("0");
    assertInTheMiddle(image, 16, 8);
    open(URI.create(permalink));
    assertThat(picture()).isEqualTo(turned);
    click("inside");
    assertThat(isHidden("panorama")).isTrue();
  }

  @Test
  void looksAroundInsideACylinder() throws Exception {
    set("run", "torus");
    click("inside");
    BufferedImage image = image("torus");
    assertInTheMiddle(image, 16, 8);

    set("number", 5);
    assertThat(pixel(image, 16, 8)).isNotEqualTo(pixel(browser.screenshot(), middle(0), middle(1)));
  }

  private static BufferedImage image(String run) throws Exception {
    String path = "/iiif/" + visit.digest(run) + ":0-0/full/max/0/default.png";
    return ImageIO.read(new ByteArrayInputStream(visit.get(path).body()));
  }

  private static boolean isHidden(String id) throws Exception {
    return browser.evaluate("document.getElementById('%s').hidden".formatted(id)).asBoolean();
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
    awaitPicture();
    assertThat(pixel(browser.screenshot(), middle(0), middle(1))).isEqualTo(pixel(image, x, y));
  }

  @Test
  void tellsOfThePatchThatIsClicked() throws Exception {
    browser.evaluate("document.getElementById('picture').focus()");
    browser.key("Enter");
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");

    assertThat(text("document.getElementById('patch').textContent"))
        .contains("Row 2, column 4: coordinate (0.3333, 0.1429).", "macro patch at 2,4");
  }

  @Test
  void outlinesThePatchThatIsClickedAndItsMacroPatch() throws Exception {
    String first = picture();
    int[] middle = {
      browser.evaluate("document.getElementById('picture').clientWidth / 2").asInt(),
      browser.evaluate("document.getElementById('picture').clientHeight / 2").asInt()
    };
    browser.drag(middle[0] - 20, middle[1] - 20, middle[0] - 20, middle[1] - 20);
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");

    String told = text("document.getElementById('patch').textContent");
    assertThat(told).contains("Row 1, column 3: coordinate (-0.3333, -0.1429).");
    assertThat(told)
        .contains("Its macro patch at 1,3 has the coordinate (0.0000, 0.0000)")
        .contains("made of 1,3 (-0.3333, -0.1429); 1,4 (-0.3333, 0.1429); 2,3 (0.3333, -0.1429);");
    assertThat(picture()).isNotEqualTo(first);
  }

  @Test
  void isDarkWhereThatIsPreferred() throws Exception {
    browser.preferColours("dark");
    try {
      awaitPicture();
      BufferedImage screen = browser.screenshot();
      assertThat(pixel(screen, 10, 10)).isEqualTo(DARK);
      assertThat(text("getComputedStyle(document.body).color")).isEqualTo("rgb(236, 236, 236)");
    } finally {
      browser.preferColours("light");
    }
    assertThat(pixel(browser.screenshot(), 10, 10)).isEqualTo(BACKGROUND);
  }

  /** Each control can be reached by the keyboard, and has a name for those who do not see it. */
  @Test
  void namesEveryControl() throws Exception {
    assertThat(
            text(
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
    String first = picture();
    browser.evaluate("document.getElementById('picture').focus()");
    browser.key("+");
    browser.key("ArrowRight");
    assertThat(picture()).isNotEqualTo(first);
    browser.key("0");
    assertThat(picture()).isEqualTo(first);
  }

  @Test
  void completesAPictureThatIsDropped() throws Exception {
    assertThat(isHidden("complete-box")).isTrue();
    set("run", "guided");
    String before = picture();
    give("cut", "1, 2");
    drop("document.getElementById('picture')", "drop", "dataTransfer");

    String completed = picture();
    assertThat(completed).isNotEqualTo(before);
    assertThat(text("document.getElementById('picture').getAttribute('aria-label')"))
        .startsWith("guided, step 1: what completes a picture");
    assertThat(command())
        .contains("/latents.npy/", "%3Az", "generate guided --latents latents.npy");
    BufferedImage screen = browser.screenshot();
    int outlined = 0;
    for (int x = 0; x < 680; x++) {
      for (int y = 0; y < 650; y++) {
        outlined += (screen.getRGB(x, y) & 0xffffff) == 0xff3b30 ? 1 : 0;
      }
    }
    assertThat(outlined).isGreaterThan(100);

    click("pin");
    set("number", 3);
    click("pin");
    set("walk", 0.5);
    assertThat(picture()).isNotEqualTo(completed);
    browser.evaluate("document.querySelector('#pins button').click()");
    String permalink = permalink();
    String pinned = picture();
    open(URI.create(permalink));
    assertThat(picture()).isEqualTo(pinned);
  }

  @Test
  void completesAPictureThatIsChosen() throws Exception {
    set("run", "guided");
    String before = picture();
    give("cut", "1,2");
    drop("document.getElementById('file')", "change", "files");
    assertThat(picture()).isNotEqualTo(before);

    give("cut", "");
    drop("document.getElementById('file')", "change", "files");
    assertThat(text("document.getElementById('status').textContent"))
        .startsWith("the picture has 16x32 pixels, but a macro patch has 8x8");
  }

  /** Gives the page a file, which is the picture of an image, and waits for what comes of it. */
  private static void drop(String place, String event, String property) throws Exception {
    browser.evaluate(
        """
        (async () => {
          const answer = await fetch("/iiif/guided:0-7/full/max/0/default.png");
          const data = new DataTransfer();
          data.items.add(new File([await answer.blob()], "a.png", { type: "image/png" }));
          const place = %s;
          if ("%s" === "files") {
            place.files = data.files;
            place.dispatchEvent(new Event("change"));
          } else {
            place.dispatchEvent(new DragEvent("%s", { bubbles: true, dataTransfer: data }));
          }
          const status = document.getElementById("status");
          while (status.textContent === "Completing.") {
            await new Promise((later) => setTimeout(later, 20));
          }
        })()
        """
            .formatted(place, property, event));
    awaitPicture();
  }

  private static String permalink() throws Exception {
    browser.evaluate("new Promise((later) => setTimeout(later, 300))");
    return text("document.getElementById('link').href");
  }

  @Test
  void showsLinesBetweenPatches() throws Exception {
    String first = picture();
    click("lines");
    assertThat(picture()).isNotEqualTo(first);
  }

  @Test
  void opensAsItWasLeft() throws Exception {
    set("number", 5);
    set("right", 0.5);
    browser.key("+");
    String left = picture();
    String permalink = permalink();
    set("number", 6);
    open(URI.create(permalink));

    assertThat(picture()).isEqualTo(left);
  }

  @Test
  void offersThePictureAsPng() throws Exception {
    String path = text("new URL(document.getElementById('png').href).pathname");

    HttpResponse<byte[]> answer = visit.get(path);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth()).isEqualTo(32);
    assertThat(text("document.getElementById('png').download")).isEqualTo("flat-0-0.png");
  }

  @Test
  void takesUpANewCheckpoint() throws Exception {
    String first = picture();
    flat.save(2);
    browser.evaluate(
        """
        new Promise((shown) => {
          const look = () => document.getElementById("status").textContent.includes("step 2")
            ? shown(true) : setTimeout(look, 100);
          look();
        })
        """);
    assertThat(picture()).isNotEqualTo(first);
    assertThat(visit.notices).isEmpty();
    // The other tests begin with step 1.
    end();
    start();
  }

  @Test
  void drawsWhatTheTrainingHasLogged() throws Exception {
    assertThat(text("document.getElementById('last').textContent"))
        .isEqualTo("d_loss 1.250 at step 3; from 1.250 to 2.500.");
    assertThat(text("document.querySelector('#plot polyline').getAttribute('points')"))
        .isEqualTo("0.0,5.0 280.0,85.0");
    set("run", "torus");
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");
    assertThat(isHidden("training")).isTrue();
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
