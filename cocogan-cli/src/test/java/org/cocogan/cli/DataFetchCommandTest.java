package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No host of data sets can be reached here: a server of this machine stands for one. */
class DataFetchCommandTest {
  @TempDir Path folder;

  @Test
  void saysHowToGetWhatAHostWantsAnAgreementFor() {
    CommandRun run = CommandRun.of("data", "fetch", "mp3d", "--to", folder);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .hasSize(3)
        .contains("licence: the Matterport3D terms of use, to be signed and mailed")
        .last()
        .asString()
        .startsWith("mp3d cannot be downloaded by a program: sign the agreement on that page");
  }

  @Test
  void asksForAcceptanceOfTheLicenceFirst() {
    CommandRun run = CommandRun.of("data", "fetch", "celeba", "--to", folder);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("non-commercial research purposes only");
    assertThat(run.errorLines())
        .last()
        .isEqualTo(
            "read the terms on https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html, and add"
                + " --accept-licence if you agree to them");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void listsTheDataSetsThatThereAre() {
    CommandRun run = CommandRun.of("data", "fetch", "cifar");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .contains(
            "there is no data set cifar to download; there are celeba, celeba-hq, fashion-mnist,"
                + " lsun-bedroom, lsun-bridge, lsun-church, lsun-tower, mnist, mp3d");
    assertThat(CommandRun.of("data", "fetch", "--help").output().replaceAll("\\s+", " "))
        .contains(
            "Data sets: celeba, celeba-hq, fashion-mnist, lsun-bedroom, lsun-bridge, lsun-church,"
                + " lsun-tower, mnist, mp3d");
  }

  @Test
  void takesAddressesOfTheWebAlone() {
    for (String address : List.of("mirror/files", "ftp://host/files", "http:files")) {
      CommandRun run = CommandRun.of("data", "fetch", "mnist", "--to", folder, "--from", address);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors())
          .contains("--from takes an address such as https://..., not " + address);
    }
  }

  @Test
  void takesNothingElseOfAServer() throws IOException {
    byte[] other = new byte[1000];
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, other.length);
          exchange.getResponseBody().write(other);
          exchange.close();
        });
    server.start();
    try {
      CommandRun run =
          CommandRun.of(
              "data",
              "fetch",
              "mnist",
              "--to",
              folder,
              "--from",
              "http://localhost:" + server.getAddress().getPort() + "/files");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(asked).containsExactly("/files/train-images-idx3-ubyte.gz");
      assertThat(run.errorLines())
          .last()
          .asString()
          .contains("has 1000 bytes, but the file that is published has 9912422; get it elsewhere")
          .endsWith("put it at " + folder.resolve("mnist/train-images-idx3-ubyte.gz"));
    } finally {
      server.stop(0);
    }
    assertThat(folder.resolve("mnist")).isEmptyDirectory();
  }
}
