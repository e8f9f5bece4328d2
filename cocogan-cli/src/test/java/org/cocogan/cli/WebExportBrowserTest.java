package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.testkit.Browser;
import org.cocogan.testkit.NodePackages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code export --format web} in Chromium; npm must be there, too. */
@Tag("browser")
@Timeout(300)
class WebExportBrowserTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path PROFILE = MODULE.resolve("target/chromium-web");

  @TempDir Path folder;
  private final Set<String> asked = new ConcurrentSkipListSet<>();

  private HttpServer serve(Path page) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring(1);
          Path file = page.resolve(name.isEmpty() ? "index.html" : name);
          asked.add(String.valueOf(file.getFileName()));
          boolean isThere = Files.isRegularFile(file);
          byte[] content = isThere ? Files.readAllBytes(file) : new byte[] {'-'};
          exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
          exchange.sendResponseHeaders(isThere ? 200 : 404, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String type(String file) {
    return file.endsWith(".html")
        ? "text/html"
        : file.endsWith(".mjs") ? "text/javascript" : "application/octet-stream";
  }

  @Test
  void drawsInTheBrowserWhatTheModelDraws() throws Exception {
    Path packages =
        NodePackages.fetch(
            MODULE.resolve("src/test/onnxruntime-web"), MODULE.resolve("target/onnxruntime-web"));
    TinyExperiment tiny = TinyExperiment.in(folder);
    tiny.train("--steps", 2).succeeding();
    Path page = folder.resolve("page");
    CommandRun.of(
            "export",
            tiny.run(),
            "--format",
            "web",
            "--runtime",
            packages.resolve("onnxruntime-web"),
            "--output",
            page)
        .succeeding();
    HttpServer server = serve(page);
    try (Browser browser = Browser.start(PROFILE, 700, 700);
        ExportedModel model = ExportedModel.open(page.resolve("model.onnx"), 1)) {
      browser.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));

      assertShows(browser, model);
      browser.evaluate("document.getElementById('next').click()");
      assertShows(browser, model);
    } finally {
      server.stop(0);
    }
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "index.html",
            "draw.mjs",
            "model.json",
            "model.onnx",
            "ort.wasm.min.mjs",
            "ort-wasm-simd-threaded.mjs",
            "ort-wasm-simd-threaded.wasm");
  }

  private static void assertShows(Browser browser, ExportedModel model) throws Exception {
    JsonNode drawn = browser.evaluate("drawn");
    assertThat(browser.evaluate("document.getElementById('status').textContent").asText())
        .matches("16 parts in \\d+ ms");
    float[] latent = new float[drawn.size()];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) drawn.get(i).doubleValue();
    }
    JsonNode shown =
        browser.evaluate(
            "Array.from(document.getElementById('image').getContext('2d')"
                + ".getImageData(0, 0, 16, 16).data)");
    byte[] pixels = new byte[16 * 16 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) shown.get(i / 3 * 4 + i % 3).intValue();
    }
    assertThat(Pictures.largestDifference(model.image(latent), pixels)).isLessThanOrEqualTo(1);
  }
}
