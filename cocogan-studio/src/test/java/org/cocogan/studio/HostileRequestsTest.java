package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests as nobody who means well would send them, byte by byte. */
@Timeout(120)
class HostileRequestsTest {
  private static final String TABLE = "hostile-requests.txt";
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
  private static final Pattern STATUS = Pattern.compile("HTTPS?/\\d\\.\\d (\\d{3}) ");

  @TempDir private Path folder;

  /** One of the table. */
  private record Hostile(String statuses, String request) {}

  private static List<Hostile> table() throws IOException {
    try (InputStream in = HostileRequestsTest.class.getResourceAsStream(TABLE)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(parts -> new Hostile(parts[0], parts[1]))
          .toList();
    }
  }

  @Test
  void areAnsweredWithASentence() throws Exception {
    UntrainedRun run = UntrainedRun.write(folder, "flat", Map.of());
    try (Visit visit = new Visit(run.path())) {
      List<Hostile> table = table();
      assertThat(table).hasSizeGreaterThan(200);
      assertThat(table).allSatisfy(hostile -> check(hostile, visit));
      assertThat(visit.notices).isEmpty();
      String path = "/iiif/" + visit.digest("flat") + ":0-7/full/max/0/default.png";
      assertThat(visit.get(path).statusCode()).isEqualTo(200);
    }
  }

  private void check(Hostile hostile, Visit visit) throws IOException {
    String answer = answer(request(hostile.request(), visit.digest("flat")), visit);
    assertThat(answer).as(hostile.request()).doesNotContain("image/png", folder.toString(), "java");
    Matcher status = STATUS.matcher(answer);
    if (hostile.statuses().equals("*") && answer.isEmpty()) {
      return;
    }
    assertThat(status.lookingAt()).as("%s: %s", hostile.request(), answer).isTrue();
    if (!hostile.statuses().equals("*")) {
      assertThat(hostile.statuses().split(" ")).as(hostile.request()).contains(status.group(1));
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
          .as(hostile.request())
          .matches("[^\n]{10,400}\n");
    }
  }

  private static String request(String line, String digest) {
    String many =
        IntStream.range(0, 2000)
            .mapToObj(i -> "X-" + i + ": some more of it\r\n")
            .collect(Collectors.joining());
    String text =
        line.replace("DIGEST", digest)
            .replace("\\r\\n", "\r\n")
            .replace("LONG", "a".repeat(20_000))
            .replace("MANY", many);
    text = BYTE.matcher(text).replaceAll(m -> unescaped(m.group(1)));
    String host = text.contains("Host:") || text.contains("NOHOST") ? "" : "\r\nHost: 127.0.0.1";
    return text.replace("NOHOST", "Accept: */*") + host + "\r\nConnection: close\r\n\r\n";
  }

  private static String unescaped(String hex) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex, 16)));
  }

  private static String answer(String request, Visit visit) throws IOException {
    try (Socket socket = visit.socket()) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException | SocketTimeoutException e) {
      // The server has ended the connection before it read all, or waits for more.
      return "";
    }
  }
}
