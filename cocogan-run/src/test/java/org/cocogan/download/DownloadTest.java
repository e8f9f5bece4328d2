package org.cocogan.download;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.cocogan.CocoGanException;
import org.cocogan.file.Digests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DownloadTest {
  private static final int PIECE = 40_000;
  private static final int LITTLE = 1_000;
  private static final String BY_HAND = "put it there by hand";

  @TempDir Path folder;

  private final byte[] content = new byte[100_000];
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean breaks;
  private boolean stalls;
  private boolean ignoresRanges;

  DownloadTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    new Random(1).nextBytes(content);
    server.createContext("/weights.pth", this::answer);
    server.createContext("/endless", DownloadTest::answerWithoutEnd);
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

    new Download(
            wanted("/moved", Digests.of(content)),
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
                new Download(
                        PublishedFile.upTo(
                            content.length - 1, address("/weights.pth"), Digests.of(content), ""),
                        (done, total) -> {})
                    .to(file))
        .isInstanceOf(CocoGanException.class)
        .hasMessageContaining("/weights.pth: gives more than");
    assertThat(folder).isEmptyDirectory();
    assertThat(ranges).containsExactly("all");
  }

  @Test
  void takesNoMoreOfAServerThatDoesNotSayHowMuchItGives() {
    Path file = folder.resolve("weights.pth");

    assertThatThrownBy(
            () ->
                new Download(
                        PublishedFile.upTo(1 << 20, address("/endless"), "0", ""),
                        (done, total) -> {})
                    .to(file))
        .hasMessageContaining("/endless: gives more than the 1 MB that such a file may have");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesUpOnAServerThatStalls() {
    stalls = true;
    Path file = folder.resolve("weights.pth");

    assertThatThrownBy(
            () ->
                new Download(
                        wanted("/weights.pth", "0"), (done, total) -> {}, Duration.ofSeconds(1))
                    .to(file))
        .isInstanceOf(CocoGanException.class)
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
        .isInstanceOf(CocoGanException.class)
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
        .hasMessageEndingWith("; start again to go on, or download it elsewhere and " + BY_HAND);
    assertThatThrownBy(
            () ->
                new Download(wanted("/other", "0"), (done, total) -> {})
                    .to(folder.resolve("other.pth")))
        .isInstanceOf(CocoGanException.class);
  }

  @Test
  void saysWhereAServerPointsThatChangesTheProtocol() {
    assertThatThrownBy(
            () ->
                new Download(wanted("/secured", "0"), (done, total) -> {})
                    .to(folder.resolve("weights.pth")))
        .hasMessageContaining("the server answers 302 and points to https://localhost/weights.pth");
  }

  private Download download(String sha256) {
    return new Download(wanted("/weights.pth", sha256), (done, total) -> {});
  }

  private PublishedFile wanted(String path, String sha256) {
    return PublishedFile.upTo(1 << 20, address(path), sha256, BY_HAND);
  }

  /** The file as its makers publish it, of a size. */
  private Download published(String path, long bytes) {
    return new Download(
        PublishedFile.of(address(path), Digests.of(content), bytes, BY_HAND),
        (done, total) -> {},
        Duration.ofSeconds(1));
  }

  @Test
  void takesNoFileOfAnotherSizeThanIsPublished() throws IOException {
    Files.write(folder.resolve("weights.pth.partial"), Arrays.copyOf(content, 70_000));

    assertThatThrownBy(
            () -> published("/weights.pth", content.length + 1L).to(folder.resolve("weights.pth")))
        .isInstanceOf(CocoGanException.class)
        .hasMessageContaining(
            "has 100000 bytes, but the file that is published has 100001; get it elsewhere and "
                + BY_HAND);
    assertThat(folder.resolve("weights.pth.partial")).hasSize(70_000);
    assertThat(folder.resolve("weights.pth")).doesNotExist();
  }

  @Test
  void takesNoMoreThanIsPublishedOfAServerThatDoesNotSayHowMuchItGives() {
    assertThatThrownBy(
            () -> published("/endless", content.length).to(folder.resolve("weights.pth")))
        .hasMessageContaining("/endless: gives more than the 100000 bytes that the file has");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void goesOnAfterAServerThatGivesLessThanItPromises() {
    breaks = true;
    Path file = folder.resolve("weights.pth");

    published("/weights.pth", content.length).to(file);

    assertThat(file).hasBinaryContent(content);
    assertThat(ranges).hasSizeGreaterThan(1);
  }

  @Test
  void takesNoPageForAFile() {
    server.createContext(
        "/page",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<html>too many have come".getBytes(UTF_8));
          exchange.close();
        });

    assertThatThrownBy(() -> published("/page", content.length).to(folder.resolve("weights.pth")))
        .hasMessageContaining("/page: gives a page instead of the file")
        .hasMessageEndingWith(BY_HAND);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesAHostThatCannotBeFound() {
    PublishedFile nowhere =
        PublishedFile.upTo(1, URI.create("http://nowhere.invalid/file"), "0", BY_HAND);

    assertThatThrownBy(() -> new Download(nowhere, (done, total) -> {}).to(folder.resolve("f")))
        .hasMessageContaining("cannot be downloaded: no host nowhere.invalid can be found; start");
  }

  @Test
  void saysThatTheDiskHasTooLittleRoom() {
    assertThatThrownBy(
            () -> published("/weights.pth", Long.MAX_VALUE).to(folder.resolve("weights.pth")))
        .hasMessageContaining("weights.pth.partial needs 8796093022207 MB more, but the disk has");
    assertThat(ranges).isEmpty();
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
