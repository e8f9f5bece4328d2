package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.CocoGan;
import org.cocogan.run.TrainedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images over HTTP, beside those that the library draws. */
@Timeout(120)
class ImageServiceTest {
  @TempDir private static Path folder;
  private static UntrainedRun flat;
  private static Visit visit;
  private static BufferedImage image;

  @BeforeAll
  static void open() throws Exception {
    flat = UntrainedRun.write(folder, "flat", UntrainedRun.GUIDED);
    UntrainedRun torus =
        UntrainedRun.write(
            folder,
            "torus",
            Map.of(
                "data_params.coordinate_system", "toroidal",
                "model_params.generator", "seamless"));
    UntrainedRun styled = UntrainedRun.write(folder, "styled", UntrainedRun.STYLED);
    visit = new Visit(flat.path(), torus.path(), styled.path());
    try (TrainedRun run = CocoGan.create().open(flat.path())) {
      image = run.image(0, 7);
    }
  }

  @AfterAll
  static void close() {
    visit.close();
    assertThat(visit.notices).isEmpty();
  }

  private static String flat(String rest) {
    return "/iiif/" + visit.digest("flat") + ":0-7" + rest;
  }

  private static BufferedImage picture(String path) throws Exception {
    HttpResponse<byte[]> answer = visit.get(path);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static JsonNode information(String name) throws Exception {
    HttpResponse<byte[]> answer = visit.get("/iiif/" + name + "/info.json");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void areThoseThatTheLibraryDraws() throws Exception {
    BufferedImage drawn = picture(flat("/full/max/0/default.png"));

    assertThat(pixels(drawn)).isEqualTo(pixels(image));
    assertThat(pixels(picture(flat("/5,3,11,9/max/0/default.png"))))
        .isEqualTo(pixels(image.getSubimage(5, 3, 11, 9)));
  }

  @ParameterizedTest
  @CsvSource({
    "full,max,0,default.png,32,16",
    "square,max,0,default.png,16,16",
    "'4,4,8,100',max,0,color.png,8,12",
    "'pct:25,50,50,50',max,0,default.jpg,16,8",
    "full,'16,',0,default.png,16,8",
    "full,',4',0,default.png,8,4",
    "full,pct:50,0,default.png,16,8",
    "full,'^pct:200',0,default.png,64,32",
    "full,'10,10',0,default.png,10,10",
    "full,'!10,10',0,default.png,10,5",
    "full,'!100,100',0,default.png,32,16",
    "full,'^!100,100',0,default.png,100,50",
    "full,'^64,',0,gray.png,64,32",
    "full,max,90,default.png,16,32",
    "full,max,!270.0,default.jpg,16,32",
    "full,max,180,default.png,32,16",
  })
  void areOfTheSizeThatIsAskedFor(
      String region, String size, String rotation, String end, int width, int height)
      throws Exception {
    String path = flat("/" + region + "/" + size.replace("^", "%5E") + "/" + rotation + "/" + end);

    BufferedImage drawn = picture(path);

    assertThat(drawn.getWidth()).isEqualTo(width);
    assertThat(drawn.getHeight()).isEqualTo(height);
  }

  @Test
  void areMirroredBeforeTheyAreTurned() throws Exception {
    BufferedImage turned = picture(flat("/full/max/!90/default.png"));

    // Mirrored, the top right pixel is at the top left, and turned it is at the top right.
    assertThat(turned.getRGB(15, 0)).isEqualTo(image.getRGB(31, 0));
    assertThat(turned.getRGB(15, 31)).isEqualTo(image.getRGB(0, 0));
    assertThat(picture(flat("/full/max/90/default.png")).getRGB(15, 0))
        .isEqualTo(image.getRGB(0, 0));
  }

  @Test
  void areTheSameForEver() throws Exception {
    String path = flat("/full/max/0/default.png");
    HttpResponse<byte[]> answer = visit.get(path);
    String tag = answer.headers().firstValue("ETag").orElseThrow();

    assertThat(tag).matches("\"[^\"]+\"");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(visit.get(path).body()).isEqualTo(answer.body());
    HttpResponse<byte[]> again = visit.get(path, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(visit.get(flat("/full/max/0/default.jpg")).headers().firstValue("ETag"))
        .isNotEqualTo(answer.headers().firstValue("ETag"));
  }

  @Test
  void areFoundByTheNameOfTheirRun() throws Exception {
    HttpResponse<byte[]> answer = visit.get("/iiif/flat:0-7:at=0.5,0/full/max/0/default.png");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .isEqualTo("/iiif/" + visit.digest("flat") + ":0-7:at%3D0.5,0/full/max/0/default.png");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    HttpResponse<byte[]> base = visit.get(flat(""));
    assertThat(base.statusCode()).isEqualTo(303);
    assertThat(base.headers().firstValue("Location").orElseThrow()).endsWith(":0-7/info.json");
  }

  @Test
  void tellWhatViewersNeedToKnow() throws Exception {
    JsonNode told = information("%s:0-7".formatted(visit.digest("flat")));

    assertThat(told.get("id").asText())
        .isEqualTo(visit.studio.address() + "iiif/" + visit.digest("flat") + ":0-7");
    assertThat(told.get("type").asText()).isEqualTo("ImageService3");
    assertThat(told.get("width").asInt()).isEqualTo(32);
    assertThat(told.get("height").asInt()).isEqualTo(16);
    assertThat(told.get("tiles").toString()).contains("\"scaleFactors\":[1]");
    assertThat(visit.get(flat("/info.json")).headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/ld+json;profile=");
    assertThat(
            visit
                .get(flat("/info.json"), "Accept", "application/json")
                .headers()
                .firstValue("Content-Type"))
        .hasValue("application/json");
  }

  @Test
  void goOnBeyondTheirEdges() throws Exception {
    BufferedImage beyond = picture(flat(":extrapolate=1/full/max/0/default.png"));

    assertThat(beyond.getWidth()).isEqualTo(40);
    assertThat(pixels(beyond.getSubimage(4, 4, 32, 16))).isEqualTo(pixels(image));
    JsonNode huge = information(visit.digest("flat") + ":0-7:extrapolate=65536");
    assertThat(huge.get("width").asInt()).isEqualTo((2 * 65536 + 8) * 4);
    assertThat(huge.get("tiles").toString()).contains("\"scaleFactors\":[1]");
    int tile = huge.get("tiles").get(0).get("width").asInt();
    String place = "%s,%s,%s,%s".formatted(tile * 9, tile * 9, tile, tile);
    BufferedImage drawn = picture(flat(":extrapolate=65536/" + place + "/max/0/default.png"));
    assertThat(drawn.getWidth()).isEqualTo(tile);
    assertThat(pixels(picture(flat(":extrapolate=65536/262144,262144,32,16/max/0/default.png"))))
        .isEqualTo(pixels(image));
  }

  @Test
  void lieBetweenWholePositions() throws Exception {
    BufferedImage moved = picture(flat(":at=0,1/0,0,28,16/max/0/default.png"));

    assertThat(pixels(moved)).isEqualTo(pixels(image.getSubimage(4, 0, 28, 16)));
    assertThat(pixels(picture(flat(":at=0.5,0/full/max/0/default.png"))))
        .isNotEqualTo(pixels(image));
  }

  @Test
  void lieBetweenOthers() throws Exception {
    String digest = "/iiif/" + visit.digest("flat") + ":";
    String whole = "/full/max/0/default.png";

    assertThat(pixels(picture(digest + "0-3~0-7@1" + whole))).isEqualTo(pixels(image));
    assertThat(pixels(picture(digest + "0-7~0-3@0" + whole))).isEqualTo(pixels(image));
    assertThat(pixels(picture(digest + "0-3~0-7@0.5" + whole))).isNotEqualTo(pixels(image));
    byte[] npy = visit.get("/latents.npy/" + visit.digest("flat") + ":0-7").body();
    byte[] vector = Arrays.copyOfRange(npy, npy.length - 16, npy.length);
    String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(vector);
    assertThat(pixels(picture(digest + "z" + base64 + whole))).isEqualTo(pixels(image));
  }

  /** Each path with its examples, which must give what the description says. */
  @Test
  void areDescribedAsTheyAreServed() throws Exception {
    JsonNode api = new ObjectMapper().readTree(visit.get("/openapi.json").body());
    assertThat(api.get("openapi").asText()).startsWith("3.1");

    byte[] whole = visit.get(flat("/full/max/0/default.png")).body();
    byte[] macroPatch = visit.get(flat("/8,4,8,8/max/0/default.png")).body();
    for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
      String method = path.getValue().fieldNames().next();
      JsonNode operation = path.getValue().get(method);
      String address = path.getKey();
      for (JsonNode parameter : operation.path("parameters")) {
        address =
            address.replace(
                "{" + parameter.get("name").asText() + "}", parameter.get("example").asText());
      }
      assertThat(address).doesNotContain("{");
      address =
          address.replace("NAME", address.startsWith("/iiif") ? visit.digest("flat") : "flat");
      HttpResponse<byte[]> answer =
          method.equals("get")
              ? visit.get(address)
              : visit.post(address, path.getKey().contains("position") ? whole : macroPatch);
      assertThat(answer.statusCode()).as(address).isEqualTo(200);
      JsonNode content = operation.at("/responses/200/content");
      assertThat(content.has(mediaType(answer))).as(address).isTrue();
      JsonNode schema = content.at("/application~1json/schema");
      if (schema.has("required")) {
        JsonNode told = new ObjectMapper().readTree(answer.body());
        schema.get("required").forEach(field -> assertThat(told.has(field.asText())).isTrue());
      }
    }
  }

  private static String mediaType(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Type").orElseThrow().split(";", 2)[0];
  }

  @Test
  void areDrawnInStylesThatWereMovedTowardsTheirMean() throws Exception {
    String name = "/iiif/" + visit.digest("styled") + ":0-7:truncation=";
    String whole = "/full/max/0/default.png";

    BufferedImage half = picture(name + "0.5" + whole);
    try (TrainedRun run = CocoGan.create().open(folder.resolve("styled"));
        PatchRenderer renderer = run.truncated(0, 0, 0.5)) {
      PixelImage drawn = new PixelImage(renderer.imageSize(), 3, renderer.images(7, 1)[0]);
      assertThat(pixels(half))
          .isEqualTo(pixels(ImageIO.read(new ByteArrayInputStream(Images.encodePng(drawn)))));
    }
    assertThat(pixels(picture(name + "0" + whole)))
        .isEqualTo(pixels(picture(name.replace("0-7", "0-8") + "0" + whole)));
    assertThat(pixels(half)).isNotEqualTo(pixels(picture(name + "1" + whole)));
    assertThat(visit.get(name + "2.1" + whole).statusCode()).isEqualTo(400);
    assertThat(visit.get(flat(":truncation=0.5" + whole)).statusCode()).isEqualTo(400);
  }

  @Test
  void haveNoEndWhereTheLatentVectorChanges() throws Exception {
    String name = visit.digest("torus") + ":0-1:field=4";
    JsonNode told = information(name);

    assertThat(told.get("width").asInt()).isGreaterThanOrEqualTo(1 << 20);
    BufferedImage far = picture("/iiif/" + name + "/1000000,900000,40,30/max/0/default.png");
    BufferedImage part = picture("/iiif/" + name + "/1000010,900005,20,10/max/0/default.png");
    assertThat(pixels(part)).isEqualTo(pixels(far.getSubimage(10, 5, 20, 10)));
    try (TrainedRun run = CocoGan.create().open(folder.resolve("torus"))) {
      byte[] field = run.latentField(0, 1, 4).read(1_000_000, 900_000, 40, 30);
      int rgb = (field[0] & 255) << 16 | (field[1] & 255) << 8 | (field[2] & 255);
      assertThat(far.getRGB(0, 0) & 0xffffff).isEqualTo(rgb);
    }
  }
}
