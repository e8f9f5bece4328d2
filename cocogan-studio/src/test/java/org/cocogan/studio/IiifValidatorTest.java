package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the public validator of the IIIF Image API 3.0 checks, in requests of our own. */
@Timeout(120)
class IiifValidatorTest {
  @TempDir private static Path folder;
  private static Visit visit;
  private static BufferedImage image;

  /** A line of the table. */
  private record Check(
      String name, String region, String size, String rotation, String end, String expected) {
    static Check of(String line) {
      String[] words = line.split("\t", -1);
      return new Check(words[0], words[1], words[2], words[3], words[4], words[5]);
    }

    String path() {
      String address = String.join("/", region, size.replace("^", "%5E"), rotation, end);
      return base() + "/" + address;
    }

    @Override
    public String toString() {
      return name + " " + path();
    }
  }

  @BeforeAll
  static void open() throws Exception {
    visit = new Visit(UntrainedRun.write(folder, "flat", Map.of()).path());
    image = picture(visit.get(base() + "/full/max/0/default.png"));
  }

  @AfterAll
  static void close() {
    visit.close();
    assertThat(visit.notices).isEmpty();
  }

  private static String base() {
    return "/iiif/" + visit.digest("flat") + ":0-7";
  }

  static Stream<Check> table() throws IOException {
    try (InputStream in = IiifValidatorTest.class.getResourceAsStream("iiif-validator.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Check::of);
    }
  }

  private static BufferedImage picture(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  @ParameterizedTest
  @MethodSource("table")
  void passes(Check check) throws Exception {
    HttpResponse<byte[]> answer = visit.get(check.path());

    if (!check.expected().contains("x")) {
      assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(check.expected()));
      return;
    }
    BufferedImage drawn = picture(answer);
    assertThat(drawn.getWidth() + "x" + drawn.getHeight()).isEqualTo(check.expected());
    boolean png = check.end().endsWith("png");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue(png ? "image/png" : "image/jpeg");
    BufferedImage region = region(check.region());
    if (check.end().startsWith("bitonal")) {
      assertThat(new int[] {0, 255}).contains(channel(drawn, 3, 5, 0), channel(drawn, 9, 9, 2));
    } else if (check.end().equals("default.png") && check.size().equals("max")) {
      assertSamePixels(drawn, region, check.rotation());
    } else {
      assertThat(mean(drawn)).isCloseTo(mean(region), within(6.0));
    }
  }

  private static BufferedImage region(String words) {
    return switch (words) {
      case "full" -> image;
      case "square" -> image.getSubimage(8, 0, 16, 16);
      case "pct:25,50,25,25" -> image.getSubimage(8, 8, 8, 4);
      case "pct:91,91,9,9" -> image.getSubimage(29, 15, 3, 1);
      default -> {
        String[] sides = words.split(",", -1);
        int x = Integer.parseInt(sides[0]);
        int y = Integer.parseInt(sides[1]);
        yield image.getSubimage(
            x,
            y,
            Math.min(32 - x, Integer.parseInt(sides[2])),
            Math.min(16 - y, Integer.parseInt(sides[3])));
      }
    };
  }

  /** Each pixel is where mirroring, and then turning clockwise, puts it. */
  private static void assertSamePixels(BufferedImage drawn, BufferedImage region, String rotation) {
    boolean mirrored = rotation.startsWith("!");
    int right = region.getWidth() - 1;
    int bottom = region.getHeight() - 1;
    for (int y = 0; y <= bottom; y++) {
      for (int x = 0; x <= right; x++) {
        int across = mirrored ? right - x : x;
        int[] at =
            switch (rotation.replace("!", "")) {
              case "90" -> new int[] {bottom - y, across};
              case "180" -> new int[] {right - across, bottom - y};
              case "270" -> new int[] {y, right - across};
              default -> new int[] {across, y};
            };
        assertThat(drawn.getRGB(at[0], at[1])).isEqualTo(region.getRGB(x, y));
      }
    }
  }

  private static int channel(BufferedImage image, int x, int y, int channel) {
    int bands = image.getRaster().getNumBands();
    return image.getRaster().getSample(x, y, Math.min(channel, bands - 1));
  }

  /** The mean of its luma. */
  private static double mean(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum +=
            0.299 * channel(image, x, y, 0)
                + 0.587 * channel(image, x, y, 1)
                + 0.114 * channel(image, x, y, 2);
      }
    }
    return sum / image.getWidth() / image.getHeight();
  }

  /** info_json and cors. */
  @Test
  void informationIsAsItHasToBe() throws Exception {
    HttpResponse<byte[]> answer = visit.get(base() + "/info.json");
    JsonNode told = new ObjectMapper().readTree(answer.body());

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(told.get("id").asText())
        .isEqualTo(visit.studio.address().resolve(base()).toString());
    assertThat(told.get("@context").asText()).isEqualTo("http://iiif.io/api/image/3/context.json");
    assertThat(told.get("type").asText()).isEqualTo("ImageService3");
    assertThat(told.get("protocol").asText()).isEqualTo("http://iiif.io/api/image");
    assertThat(told.get("profile").asText()).isEqualTo("level2");
    assertThat(told.get("width").isInt()).isTrue();
    assertThat(told.get("height").isInt()).isTrue();
    assertThat(told.get("tiles").get(0).get("width").isInt()).isTrue();
    assertThat(told.get("tiles").get(0).get("scaleFactors").isArray()).isTrue();
    assertThat(told.has("license")).isFalse();
    assertThat(told.get("extraQualities").toString()).contains("bitonal");
  }

  /** jsonld. */
  @Test
  void informationIsLinkedDataWhereThatIsAskedFor() throws Exception {
    assertThat(
            visit
                .get(base() + "/info.json", "Accept", "application/ld+json")
                .headers()
                .firstValue("Content-Type")
                .orElseThrow())
        .startsWith("application/ld+json");
  }

  /** baseurl_redirect. */
  @Test
  void theAddressOfAnImageLeadsToItsInformation() throws Exception {
    HttpResponse<byte[]> answer = visit.get(base());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue(base() + "/info.json");
  }

  /** linkheader_profile; linkheader_canonical is not offered. */
  @Test
  void aPictureNamesItsProfile() throws Exception {
    assertThat(visit.get(base() + "/full/max/0/default.png").headers().firstValue("Link"))
        .hasValue("<http://iiif.io/api/image/3/level2.json>;rel=\"profile\"");
  }

  /** id_escaped. */
  @Test
  void identifiersMayBeEscaped() throws Exception {
    String escaped = base().replace("-", "%2D").replace(":", "%3A");

    assertThat(visit.get(escaped + "/full/max/0/default.png").statusCode()).isEqualTo(200);
  }

  /** id_error_random, id_error_escapedslash, id_error_unescaped. */
  @Test
  void whatIsNoIdentifierIsNotThere() throws Exception {
    for (String identifier :
        new String[] {"6c84fb90-12c4-11e1-840d-7b25c5ee775a", "a%2Fb", "%5Bfrob%5D"}) {
      String path = "/iiif/" + identifier + "/full/max/0/default.png";
      assertThat(visit.get(path).statusCode()).as(identifier).isEqualTo(404);
    }
  }
}
