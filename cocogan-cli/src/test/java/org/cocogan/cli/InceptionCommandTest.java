package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

class InceptionCommandTest {
  @TempDir Path folder;

  @Test
  void refusesAFileThatHoldsNoWeights() throws IOException {
    Path file = Files.writeString(folder.resolve("weights.pth"), "<html>not found</html>");

    CommandRun run = CommandRun.of("inception", "import", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(run.errorLines())
        .containsExactly(
            file
                + ": holds no weights of the FID Inception; wanted is"
                + " pt_inception-2015-12-05-6726825d.pth or classify_image_graph_def.pb");
  }

  @Test
  void refusesADigestThatIsNone() {
    CommandRun run = CommandRun.of("inception", "import", "x.pth", "--sha256", "12ab");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).contains("--sha256 takes 64 hexadecimal digits, not 12ab.");
  }

  @Test
  void refusesADownloadOfAnotherFile() throws IOException {
    byte[] page = "a page instead".getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://localhost:" + server.getAddress().getPort() + "/weights.pth";

      CommandRun run = CommandRun.of("inception", "fetch", "--from", address);

      assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
      assertThat(run.errorLines()).first().isEqualTo("downloading " + address);
      assertThat(run.errorLines())
          .last()
          .asString()
          .contains("instead of 6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void fetchesFromTheWebAlone() {
    CommandRun run = CommandRun.of("inception", "fetch", "--from", "file:///etc/hosts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).contains("--from takes an address such as https://...");
  }

  @Test
  void listsWhatWasImported() {
    assertThat(CommandRun.of("inception", "list").succeeding().output())
        .contains("run './cocogan inception fetch'");
    assertThat(CommandRun.of("inception", "list", "--json").succeeding().json()).isEmpty();
  }
}
