package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cocogan.testkit.Browser;
import org.cocogan.testkit.NodePackages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An image without limits in OpenSeadragon, which another server brings; npm must be there. */
@Tag("browser")
@Timeout(300)
class OpenSeadragonBrowserTest {
  private static final Path SOURCE = Path.of("src", "test", "openseadragon");
  private static final Path FETCHED = Path.of("target", "openseadragon");
  private static final String SCRIPT = "openseadragon.min.js";
  private static final Path PROFILE = Path.of("target", "chromium-openseadragon").toAbsolutePath();
  private static final int WIDTH = 1000;

  /** Micro patches beyond each edge, and the pixels of them. */
  private static final int STEPS = 65_536;

  private static final int BEYOND = STEPS * 4;

  @TempDir private static Path folder;
  private static Visit visit;
  private static HttpServer pages;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Path packages = NodePackages.fetch(SOURCE, FETCHED);
    visit = new Visit(UntrainedRun.write(folder, "flat", Map.of()).path());
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/", SOURCE.resolve("viewer.html"));
    serve("/" + SCRIPT, packages.resolve("openseadragon/build/openseadragon/" + SCRIPT));
    pages.start();
    browser = Browser.start(PROFILE, WIDTH, 700);
  }

  @AfterAll
  static void end() throws Exception {
    browser.close();
    pages.stop(0);
    visit.close();
    assertThat(visit.notices).isEmpty();
  }

  private static void serve(String path, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    pages.createContext(
        path,
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Content-Type", path.endsWith("js") ? "text/javascript" : "text/html");
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
  }

  @Test
  void opensAnImageAndZoomsIn() throws Exception {
    String name = visit.digest("flat") + ":0-7";
    BufferedImage image =
        ImageIO.read(
            new ByteArrayInputStream(
                visit.get("/iiif/" + name + "/full/max/0/default.png").body()));
    URI information =
        visit.studio.address().resolve("/iiif/" + name + ":extrapolate=" + STEPS + "/info.json");
    int width = 2 * BEYOND + image.getWidth();
    browser.open(
        URI.create(
            "http://127.0.0.1:%s/?width=%s&image=%s"
                .formatted(
                    pages.getAddress().getPort(),
                    width,
                    URLEncoder.encode(information.toString(), UTF_8))));
    browser.evaluate("shown()");

    assertThat(browser.evaluate("viewer.source.width").asInt()).isEqualTo(width);
    assertThat(width).isGreaterThan(500_000);
    assertShows(image);
    for (int i = 0; i < 8; i++) {
      browser.wheel(WIDTH / 2, 350, -200);
    }
    browser.evaluate("new Promise((later) => setTimeout(later, 500))");
    browser.evaluate("shown()");

    assertThat(
            browser
                .evaluate("viewer.viewport.viewportToImageZoom(viewer.viewport.getZoom(true))")
                .asDouble())
        .isGreaterThan(3);
    assertShows(image);
    assertThat(browser.evaluate("failures.join()").asText()).isEmpty();
  }

  /** In the middle of the larger image is the image itself. */
  private static void assertShows(BufferedImage image) throws Exception {
    BufferedImage screen = browser.screenshot();
    for (int x = 0; x < image.getWidth(); x += 3) {
      for (int y = 0; y < image.getHeight(); y += 3) {
        JsonNode at = browser.evaluate("place(%s, %s)".formatted(BEYOND + x, BEYOND + y));
        assertThat(screen.getRGB(at.get(0).asInt(), at.get(1).asInt()))
            .as("%s,%s", x, y)
            .isEqualTo(image.getRGB(x, y));
      }
    }
  }
}
