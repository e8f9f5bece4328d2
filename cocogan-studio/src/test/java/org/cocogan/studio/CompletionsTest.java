package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;
import org.cocogan.render.Position;
import org.cocogan.run.CocoGan;
import org.cocogan.run.Completion;
import org.cocogan.run.TrainedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that clients send to have them completed. */
@Timeout(120)
class CompletionsTest {
  @TempDir private static Path folder;
  private static UntrainedRun guided;
  private static Visit visit;
  private static byte[] whole;

  @BeforeAll
  static void open() throws Exception {
    guided = UntrainedRun.write(folder, "guided", UntrainedRun.GUIDED);
    UntrainedRun plain = UntrainedRun.write(folder, "plain", Map.of());
    visit = new Visit(guided.path(), plain.path());
    whole = visit.get("/iiif/" + visit.digest("guided") + ":0-7/full/max/0/default.png").body();
  }

  @AfterAll
  static void close() {
    visit.close();
    assertThat(visit.notices).isEmpty();
  }

  private static String refusal(int status, HttpResponse<byte[]> answer) {
    String sentence = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(sentence).isEqualTo(status);
    assertThat(sentence).doesNotContain(folder.toString()).endsWith("\n");
    return sentence.strip();
  }

  @Test
  void areContinuedAsTheLibraryDoes() throws Exception {
    Path file = folder.resolve("whole.png");
    Files.write(file, whole);
    Completion.Result expected;
    try (TrainedRun run = CocoGan.create().open(guided.path());
        Completion completion = Completion.of(run)) {
      expected = completion.complete(file, Optional.of(new Position(1, 2)));
    }

    HttpResponse<byte[]> answer = visit.post("/complete.json/guided/1,2", whole);

    JsonNode told = new ObjectMapper().readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    float[] latent = expected.latent().values();
    assertThat(told.get("latent")).hasSize(latent.length);
    for (int i = 0; i < latent.length; i++) {
      assertThat(told.get("latent").get(i).floatValue()).isEqualTo(latent[i]);
    }
    assertThat(told.get("position").get(0).doubleValue()).isEqualTo(expected.position().row());
    assertThat(told.get("position").get(1).doubleValue()).isEqualTo(expected.position().column());
    assertThat(told.get("region").get(2).asInt()).isEqualTo(8);
    HttpResponse<byte[]> image =
        visit.get("/iiif/" + told.get("image").asText() + "/full/max/0/default.png");
    assertThat(image.body()).isEqualTo(Images.encodePng(expected.image()));
  }

  @Test
  void mayBeMacroPatchesThemselves() throws Exception {
    byte[] part =
        visit.get("/iiif/" + visit.digest("guided") + ":0-7/8,4,8,8/max/0/default.png").body();

    assertThat(visit.post("/complete.json/guided", part).body())
        .isEqualTo(visit.post("/complete.json/guided/1,2", whole).body());
  }

  @Test
  void areRefusedWhereNothingFits() throws Exception {
    assertThat(refusal(400, visit.post("/complete.json/guided", whole)))
        .startsWith("the picture has 16x32 pixels, but a macro patch has 8x8,");
    assertThat(refusal(400, visit.post("/complete.json/guided/9,9", whole))).isNotEmpty();
    assertThat(refusal(400, visit.post("/complete.json/guided/a", whole)))
        .startsWith("a position is ROW,COLUMN");
    assertThat(refusal(400, visit.post("/complete.json/plain", whole)))
        .startsWith("these weights cannot complete pictures");
    refusal(404, visit.post("/complete.json/nobody", whole));
    refusal(404, visit.post("/complete.json/guided/1,2/3", whole));
    refusal(400, visit.post("/complete.json/guided", "no picture".getBytes(UTF_8)));
    refusal(400, visit.post("/complete.json/guided", new byte[0]));
    refusal(400, visit.post("/complete.json/guided", Arrays.copyOf(whole, whole.length / 2)));
    assertThat(visit.get("/complete.json/guided").headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void areRefusedBeforeTheyTakeMemory() throws Exception {
    int side = 2049;
    byte[] large = Images.encodePng(new PixelImage(new Size(side, side), 1, new byte[side * side]));
    assertThat(refusal(400, visit.post("/complete.json/guided", large)))
        .contains("pixels are more than the 4194304 allowed");
    assertThat(head("Content-Length: 8388609")).startsWith("HTTP/1.1 413 ");
    assertThat(head("Content-Length: 99999999999999999999")).startsWith("HTTP/1.1 4");
    assertThat(head("Transfer-Encoding: chunked")).startsWith("HTTP/1.1 411 ");
    assertThat(head("X-Nothing: more")).startsWith("HTTP/1.1 411 ");
  }

  /** The answer to a request of which no content is ever sent. */
  private static String head(String header) throws Exception {
    try (Socket socket = visit.socket()) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              ("POST /complete.json/guided HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n")
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void areTakenFromNoPageElsewhere() throws Exception {
    String own = visit.studio.address().toString().replaceFirst("/$", "");

    refusal(403, visit.post("/complete.json/guided/1,2", whole, "Origin", "http://example.org"));
    refusal(403, visit.post("/complete.json/guided/1,2", whole, "Origin", "null"));
    HttpResponse<byte[]> answer = visit.post("/complete.json/guided/1,2", whole, "Origin", own);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }
}
