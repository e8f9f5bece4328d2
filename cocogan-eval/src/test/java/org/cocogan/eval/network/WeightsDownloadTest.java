package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cocogan.file.Digests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class WeightsDownloadTest {
  private static final int PIECE = 40_000;
  private static final int LITTLE = 1_000;

  @TempDir Path folder;

  private final byte[] content = new byte[100_000];
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean breaks;
  private boolean stalls;
  private boolean ignoresRanges;

  WeightsDownloadTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    new Random(1).nextBytes(content);
    server.createContext("/weights.pth", this::answer);
    server.createContext("/endless", WeightsDownloadTest::answerWithoutEnd);
    redirect("/moved", "/weights.pth");
    redirect("/secured", "https://localhost/weights.pth");
    server.setExecutor(threads);
    server.start();
  }

  private static void answerWithoutEnd(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(new byte[PIECE]);
      }
    }
  }

  private void redirect(String path, String location) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Gives the file, or its rest; breaks off, or stalls, after a piece if it is to. */
  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "all" : range);
    int from = range == null || ignoresRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    int length = stalls ? LITTLE : breaks ? PIECE : content.length;
    int end = Math.min(content.length, from + length);
    // To end a body too early makes the server throw, and break the connection.
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(content, from, end - from);
      body.flush();
      if (stalls) {
        over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void downloadsAndSaysHowFarItIs() throws IOException {
    List<Long> done = new ArrayList<>();
    Path file = folder.resolve("new/weights.pth");

    new WeightsDownload(
            address("/moved"),
            Digests.of(content),
            (bytes, total) -> {
              done.add(bytes);
              assertThat(total).isEqualTo(OptionalLong.of(content.length));
            })
        .to(file);

    assertThat(file).hasBinaryContent(content);
    assertThat(done).isSorted().last().isEqualTo((long) content.length);
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws IOException {
    breaks = true;
    Path file = folder.resolve("weights.pth");

    download(Digests.of(content)).to(file);

    assertThat(file).hasBinaryContent(content);
    assertThat(ranges).hasSizeGreaterThan(1).first().isEqualTo("all");
    assertThat(ranges.get(1)).startsWith("bytes=").isNotEqualTo("bytes=0-");
  }

  @Test
  void takesNoMoreThanWeightsMayHave() {
    Path file = folder.resolve("weights.pth");

    assertThatThrownBy(
            () ->
                new WeightsDownload(
                        address("/weights.pth"),
                        Digests.of(content),
                        (done, total) -> {},
                        Duration.ofSeconds(20),
                        content.length - 1)
                    .to(file))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("/weights.pth: gives more than");
    assertThat(folder).isEmptyDirectory();
    assertThat(ranges).containsExactly("all");
  }

  @Test
  void takesNoMoreOfAServerThatDoesNotSayHowMuchItGives() {
    Path file = folder.resolve("weights.pth");

    assertThatThrownBy(
            () ->
                new WeightsDownload(
                        address("/endless"),
                        "0",
                        (done, total) -> {},
                        Duration.ofSeconds(20),
                        1 << 20)
                    .to(file))
        .hasMessageContaining("/endless: gives more than 1 MB, which no weights have");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesUpOnAServerThatStalls() {
    stalls = true;
    Path file = folder.resolve("weights.pth");

    assertThatThrownBy(
            () ->
                new WeightsDownload(
                        address("/weights.pth"),
                        "0",
                        (done, total) -> {},
                        Duration.ofSeconds(1),
                        content.length)
                    .to(file))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("cannot be downloaded: nothing came for 1 seconds; start again");
    assertThat(ranges).containsExactly("all", "bytes=1000-", "bytes=2000-");
    assertThat(folder.resolve("weights.pth.partial")).hasSize(3 * LITTLE);
  }

  @Test
  void goesOnWithWhatAnEarlierAttemptLeft() throws IOException {
    Files.write(folder.resolve("weights.pth.partial"), Arrays.copyOf(content, 70_000));

    download(Digests.of(content)).to(folder.resolve("weights.pth"));

    assertThat(folder.resolve("weights.pth")).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=70000-");
  }

  @Test
  void startsAnewWhereTheServerKnowsNoParts() throws IOException {
    ignoresRanges = true;
    Files.write(folder.resolve("weights.pth.partial"), new byte[70_000]);

    download(Digests.of(content)).to(folder.resolve("weights.pth"));

    assertThat(folder.resolve("weights.pth")).hasBinaryContent(content);
  }

  @Test
  void asksForNothingThatIsThere() throws IOException {
    Path file = Files.write(folder.resolve("weights.pth"), content);

    download(Digests.of(content)).to(file);

    assertThat(ranges).isEmpty();
  }

  @Test
  void refusesAnotherFileAndKeepsNothingOfIt() throws IOException {
    String other = "0".repeat(64);

    assertThatThrownBy(() -> download(other).to(folder.resolve("weights.pth")))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("gave a file with the SHA-256 " + Digests.of(content))
        .hasMessageContaining("instead of " + other);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysHowToDoItByHandWhereThereIsNoServer() {
    URI address = address("/weights.pth");
    server.stop(0);

    assertThatThrownBy(() -> download(Digests.of(content)).to(folder.resolve("weights.pth")))
        .hasMessageStartingWith(address + ": cannot be downloaded: ")
        .hasMessageContaining("./cocogan inception import FILE");
    assertThatThrownBy(
            () ->
                new WeightsDownload(URI.create(address + "x"), "0", (done, total) -> {})
                    .to(folder.resolve("other.pth")))
        .isInstanceOf(FeatureNetworkException.class);
  }

  @Test
  void saysWhereAServerPointsThatChangesTheProtocol() {
    assertThatThrownBy(
            () ->
                new WeightsDownload(address("/secured"), "0", (done, total) -> {})
                    .to(folder.resolve("weights.pth")))
        .hasMessageContaining("the server answers 302 and points to https://localhost/weights.pth");
  }

  private WeightsDownload download(String sha256) {
    return new WeightsDownload(address("/weights.pth"), sha256, (done, total) -> {});
  }

  private URI address(String path) {
    return URI.create(
        "http://"
            + server.getAddress().getHostString()
            + ":"
            + server.getAddress().getPort()
            + path);
  }
}
