package org.cocogan.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a window, driven by its DevTools protocol: for tests of pages, which one thread
 * runs. It must be on the {@code PATH}.
 */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANNOUNCED = "DevTools listening on ";
  private static final long LONGEST_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<String> messages;
  private final Set<String> loaded = new HashSet<>();
  private int calls;

  private Browser(Process process, WebSocket socket, BlockingQueue<String> messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /**
   * Starts the browser.
   *
   * @param profile a folder of its own
   */
  public static Browser start(Path profile, int width, int height) throws Exception {
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-color-profile=srgb",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(pageSocket(client, announced(process)), new Messages(messages))
              .get(LONGEST_SECONDS, TimeUnit.SECONDS);
      Browser browser = new Browser(process, socket, messages);
      browser.call(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
      browser.call("Page.enable", Map.of());
      browser.call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
      return browser;
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI announced(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder read = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ANNOUNCED)) {
        return URI.create(line.substring(ANNOUNCED.length()));
      }
      read.append(line).append('\n');
    }
    throw new IOException("Chromium has ended: " + read);
  }

  private static URI pageSocket(HttpClient client, URI browser) throws Exception {
    URI list =
        new URI("http", null, browser.getHost(), browser.getPort(), "/json/list", null, null);
    String pages =
        client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    for (JsonNode page : JSON.readTree(pages)) {
      if (page.get("type").asText().equals("page")) {
        return URI.create(page.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("Chromium shows no page: " + pages);
  }

  /** Puts messages together from their parts. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> whole;
    private final StringBuilder parts = new StringBuilder();

    Messages(BlockingQueue<String> whole) {
      this.whole = whole;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        whole.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ++calls;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    while (true) {
      JsonNode node = next(method);
      if (node.path("id").asInt() == id) {
        if (node.has("error")) {
          throw new IOException(method + ": " + node.get("error"));
        }
        return node.get("result");
      }
    }
  }

  private JsonNode next(String awaited) throws Exception {
    String message = messages.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("Chromium does not answer to " + awaited);
    }
    JsonNode node = JSON.readTree(message);
    if (node.path("params").path("name").asText().equals("load")) {
      loaded.add(node.path("params").path("loaderId").asText());
    }
    return node;
  }

  /** Opens a page and waits until it is loaded. */
  public void open(URI page) throws Exception {
    String url = page.toString();
    String loader = call("Page.navigate", Map.of("url", url)).get("loaderId").asText();
    while (!loaded.contains(loader)) {
      next(url);
    }
  }

  /** The value of an expression, or what its promise gives. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Drags the mouse. */
  public void drag(int fromX, int fromY, int toX, int toY) throws Exception {
    mouse("mousePressed", fromX, fromY);
    mouse("mouseMoved", toX, toY);
    mouse("mouseReleased", toX, toY);
  }

  private void mouse(String type, int x, int y) throws Exception {
    call(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  /** Turns the wheel; a negative number zooms in. */
  public void wheel(int x, int y, int pixels) throws Exception {
    call(
        "Input.dispatchMouseEvent",
        Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", pixels));
  }

  /** Says whether pages should be {@code light} or {@code dark}. */
  public void preferColours(String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Presses and releases a key. */
  public void key(String name) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", Map.of("type", type, "key", name));
    }
  }

  /** Touches with fingers, each at x and y; none lifts them. */
  public void touch(String type, int[]... fingers) throws Exception {
    List<Map<String, Integer>> points =
        Arrays.stream(fingers).map(at -> Map.of("x", at[0], "y", at[1])).toList();
    call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
  }

  /** What is to be seen. */
  public BufferedImage screenshot() throws Exception {
    String png = call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.destroy();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
