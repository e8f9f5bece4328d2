package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.PartInputs;
import org.cocogan.render.PartedPicture;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.Picture;
import org.cocogan.render.Position;
import org.cocogan.render.SharedParts;
import org.cocogan.run.CocoGan;
import org.cocogan.run.TrainedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is too much, too slow, or not wanted any more. */
@Timeout(120)
class LoadTest {
  private static final int PARTS = 1024;
  private static final int SIDE = 128;
  private static final int ANSWERS = 2000;

  @TempDir private Path folder;

  /** A request of 1024 parts that no other has. */
  private static String request(Visit visit, int number) {
    return "GET /iiif/"
        + visit.digest("run")
        + ":0-7:extrapolate=10000/"
        + number * SIDE
        + ",0,"
        + SIDE
        + ","
        + SIDE
        + "/max/0/default.png HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  private static Socket ask(Visit visit, int number) throws Exception {
    Socket socket = visit.socket();
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(request(visit, number).getBytes(ISO_8859_1));
    return socket;
  }

  private static String answer(Socket socket) throws Exception {
    try (socket) {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private UntrainedRun run(int width) throws Exception {
    return UntrainedRun.write(
        folder, "run", Map.of("model_params.ngf_base", Integer.toString(width)));
  }

  @Test
  void whatIsTooMuchIsToBeAskedForAgain() throws Exception {
    try (Visit visit = new Visit(run(8).path())) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        sockets.add(ask(visit, i));
      }
      Set<String> statuses = new TreeSet<>();
      for (Socket socket : sockets) {
        String answer = answer(socket);
        statuses.add(answer.substring(9, 12));
        if (answer.startsWith("HTTP/1.1 503")) {
          assertThat(answer).containsIgnoringCase("Retry-After: 1\r\n");
        }
      }

      assertThat(statuses).containsExactly("200", "503");
      assertThat(answer(ask(visit, 99))).startsWith("HTTP/1.1 200");
      assertThat(visit.notices).isEmpty();
    }
  }

  @Test
  void aClientThatGoesAwayFreesItsWork() throws Exception {
    try (Visit visit = new Visit(run(64).path())) {
      SharedParts shared =
          visit.sources.named("run").orElseThrow().shared(ImageName.parse("run:0-7"));
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        sockets.add(ask(visit, i));
      }
      await(() -> shared.waiting() > 4 * PARTS);
      for (Socket socket : sockets) {
        socket.close();
      }
      long begun = System.nanoTime();
      await(() -> shared.waiting() == 0);

      long freed = System.nanoTime() - begun;
      begun = System.nanoTime();
      assertThat(answer(ask(visit, 99))).startsWith("HTTP/1.1 200");
      // One request of six takes longer than to give all of them up.
      assertThat(freed).isLessThan(System.nanoTime() - begun);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    while (!condition.holds()) {
      Thread.sleep(1);
    }
  }

  @Test
  void connectionsAreSoManyAndNoMore() throws Exception {
    try (Visit visit = new Visit(run(2).path())) {
      List<Socket> idle = new ArrayList<>();
      for (int i = 0; i < Limits.MOST_CONNECTIONS; i++) {
        idle.add(visit.socket());
      }
      try (Socket further = visit.socket()) {
        assertThat(further.getInputStream().read()).isEqualTo(-1);
      }
      for (Socket socket : idle) {
        socket.close();
      }
      // The server hears of that a little later.
      String answer = "";
      while (!answer.startsWith("HTTP/1.1 200")) {
        answer = answer(ask(visit, 0));
      }
    }
  }

  @Test
  void aClientThatSendsTooSlowlyIsLeft() throws Exception {
    try (Visit visit = new Visit(1, run(2).path())) {
      try (Socket slow = visit.socket()) {
        String request = request(visit, 0);
        int sent = 0;
        boolean left = false;
        while (!left) {
          assertThat(sent).isLessThan(request.length() - 4);
          left = !send(slow, request.charAt(sent++));
          Thread.sleep(200);
        }
        assertThat(sent).isBetween(5, 30);
      }
    }
  }

  @Test
  void aClientThatReadsTooSlowlyIsLeft() throws Exception {
    try (Visit visit = new Visit(1, run(2).path());
        Socket slow = new Socket()) {
      slow.setReceiveBufferSize(4096);
      slow.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), visit.studio.address().getPort()));
      // More than the system keeps for a connection.
      String many = "GET /studio.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(ANSWERS);
      slow.getOutputStream().write(many.getBytes(ISO_8859_1));
      // It holds up nobody.
      assertThat(answer(ask(visit, 1))).startsWith("HTTP/1.1 200");
      Thread.sleep(4_000);

      int came = readWhatCame(slow).split("HTTP/1.1 200 OK", -1).length - 1;
      assertThat(came).isBetween(1, ANSWERS - 1);
      assertThat(answer(ask(visit, 2))).startsWith("HTTP/1.1 200");
    }
  }

  private static String readWhatCame(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    byte[] some = new byte[1 << 16];
    try {
      for (int n = socket.getInputStream().read(some);
          n >= 0;
          n = socket.getInputStream().read(some)) {
        read.append(new String(some, 0, n, ISO_8859_1));
      }
    } catch (SocketException e) {
      // The server has ended the connection.
    }
    return read.toString();
  }

  private static boolean send(Socket socket, char letter) {
    try {
      socket.getOutputStream().write(letter);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aPatchHasTheSameBytesInAnyRowOfABatch() throws Exception {
    try (TrainedRun run = CocoGan.create().open(run(16).path());
        PatchRenderer renderer = run.renderer(0);
        SharedParts shared = renderer.shared(100, 0)) {
      PartedPicture picture = renderer.parted(picture(renderer));
      List<PartInputs> all = picture.inputs(new PixelRegion(0, 0, 16, 32));
      byte[] alone = shared.compute(all.subList(0, 1)).get().get(0);
      for (int row = 1; row < 16; row++) {
        List<PartInputs> together = new ArrayList<>(all.subList(1, row + 1));
        together.add(all.get(0));
        assertThat(shared.compute(together).get().get(row)).as("row %s", row).isEqualTo(alone);
      }
    }
  }

  private static Picture picture(PatchRenderer renderer) {
    return new Picture(renderer.latent(7), Position.ORIGIN);
  }
}
