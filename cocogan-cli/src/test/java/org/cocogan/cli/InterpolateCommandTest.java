package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpolateCommandTest {
  @TempDir static Path shared;
  private static TinyExperiment tiny;

  @TempDir Path output;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyExperiment.in(shared);
    tiny.train("--steps", 1, "--set", "data_params.coordinate_system=cylindrical").succeeding();
  }

  @BeforeEach
  void useAFolderThatIsNotThereYet() {
    output = output.resolve("drawn");
  }

  private CommandRun interpolate(Object... options) {
    List<Object> words = new ArrayList<>(List.of("interpolate", tiny.run(), "--output", output));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private List<String> drawn() throws IOException {
    return TinyExperiment.files(output).stream().map(TinyExperiment::name).toList();
  }

  private int[] pixels(String name) throws IOException {
    BufferedImage image = ImageIO.read(output.resolve(name).toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static int framesOf(Path gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      return reader.getNumImages(true);
    } finally {
      reader.dispose();
    }
  }

  @Test
  void leadsFromOneImageToAnother() throws IOException {
    CommandRun run = interpolate("--images", "4,7", "--steps", 3, "--frames").succeeding();
    CommandRun.of("generate", tiny.run(), "--output", output, "--count", 4, "--first", 4)
        .succeeding();

    String name = "seed-0-latents-4-7";
    assertThat(run.outputLines().get(0)).startsWith("4 pictures of 16x16 of step 1 in ");
    assertThat(pixels(name + "-0000.png")).isEqualTo(pixels("seed-0-image-000004.png"));
    assertThat(pixels(name + "-0003.png")).isEqualTo(pixels("seed-0-image-000007.png"));
    assertThat(pixels(name + "-0001.png"))
        .isNotEqualTo(pixels(name + "-0000.png"))
        .isNotEqualTo(pixels(name + "-0002.png"));
    BufferedImage sheet = ImageIO.read(output.resolve(name + ".png").toFile());
    assertThat(sheet.getWidth()).as("eight times as large").isEqualTo(2 + 2 * (128 + 2));
    // There and back: 0 1 2 3 2 1.
    assertThat(framesOf(output.resolve(name + ".gif"))).isEqualTo(6);
  }

  @Test
  void namesTheSheetAndTheAnimation() throws IOException {
    CommandRun run = interpolate("--steps", 2).succeeding();

    assertThat(drawn())
        .containsExactly(
            "seed-0-latents-0-1-animated.png", "seed-0-latents-0-1.gif", "seed-0-latents-0-1.png");
    assertThat(run.errors()).isEmpty();
    assertThat(run.outputLines().subList(1, 4))
        .containsExactly(
            output.resolve("seed-0-latents-0-1.png").toString(),
            output.resolve("seed-0-latents-0-1.gif").toString(),
            output.resolve("seed-0-latents-0-1-animated.png").toString());
  }

  @Test
  void returnsToWhereItBegan() throws IOException {
    JsonNode json = interpolate("--images", "1,2,3,1", "--steps", 2, "--json").succeeding().json();

    assertThat(json.get("pictures").intValue()).isEqualTo(6);
    assertThat(framesOf(output.resolve("seed-0-latents-1-2-3-1.gif"))).isEqualTo(6);
  }

  @Test
  void leadsAnotherWayAlongALine() throws IOException {
    interpolate("--steps", 2, "--frames").succeeding();
    int[] spherical = pixels("seed-0-latents-0-1-0001.png");
    interpolate("--steps", 2, "--frames", "--path", "linear").succeeding();

    assertThat(pixels("seed-0-latents-0-1-0001.png")).isNotEqualTo(spherical);
  }

  /** Positions of whole micro patches show the image itself, turned. */
  @Test
  void turnsAPanorama() throws IOException {
    JsonNode json =
        interpolate(
                "--along",
                "columns",
                "--window",
                "image",
                "--images",
                0,
                "--steps",
                2,
                "--frames",
                "--json")
            .succeeding()
            .json();
    CommandRun.of("generate", tiny.run(), "--output", output, "--count", 1, "--region", "0,4,16,16")
        .succeeding();

    String name = "seed-0-image-000000-image-along-columns";
    assertThat(json.get("pictures").intValue()).isEqualTo(8);
    assertThat(json.get("picture_size").toString()).isEqualTo("[16,16]");
    assertThat(framesOf(output.resolve(name + ".gif"))).isEqualTo(8);
    int[] turned = pixels("seed-0-image-000000-region-0-4-16x16.png");
    int[] second = pixels(name + "-0002.png");
    assertThat(IntStream.range(0, second.length).map(i -> distance(second[i], turned[i])))
        .allMatch(distance -> distance <= 1);
    assertThat(pixels(name + "-0001.png")).isNotEqualTo(second);
  }

  /** Of two colours, in the channel that differs most; rows of a batch may round differently. */
  private static int distance(int colour, int other) {
    int largest = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      largest = Math.max(largest, Math.abs((colour >> shift & 255) - (other >> shift & 255)));
    }
    return largest;
  }

  @Test
  void movesAWindowDownAnImage() {
    JsonNode json =
        interpolate("--along", "rows", "--steps", 4, "--seed", 5, "--json").succeeding().json();

    // A macro patch of two rows of micro patches among four.
    assertThat(json.get("pictures").intValue()).isEqualTo(9);
    assertThat(json.get("picture_size").toString()).isEqualTo("[8,8]");
    assertThat(json.get("seed").intValue()).isEqualTo(5);
    assertThat(json.get("files").get(0).textValue())
        .isEqualTo(output.resolve("seed-5-image-000000-macro-along-rows.png").toString());
  }

  @Test
  void movesAWindowInALine() throws IOException {
    interpolate("--from", "0,0.5", "--to", "3,0.5", "--window", "micro", "--steps", 1).succeeding();

    assertThat(drawn())
        .containsExactly(
            "seed-0-image-000000-micro-line-animated.png",
            "seed-0-image-000000-micro-line.gif",
            "seed-0-image-000000-micro-line.png");
    // There and back: 0 1 2 3 2 1.
    assertThat(framesOf(output.resolve("seed-0-image-000000-micro-line.gif"))).isEqualTo(6);
  }

  @Test
  void refusesAWindowWithoutRoomToMove() {
    CommandRun run = interpolate("--along", "rows", "--window", "image");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "a window of 4x4 micro patches cannot move along the rows: it fills the image of 4x4 of"
                + " them");
  }

  @Test
  void refusesAWayThatIsTooLong() {
    for (Object[] way :
        List.of(
            new Object[] {"--steps", 20_000},
            new Object[] {"--steps", 20_000, "--along", "rows"},
            new Object[] {"--steps", 8, "--from", "0,0", "--to", "1e9,0"})) {
      CommandRun run = interpolate(way);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errorLines())
          .singleElement()
          .asString()
          .matches("a way of [0-9.E]+ steps is too long; at most 10000 are possible");
    }
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(interpolate("--images", "3").errors())
        .startsWith("A way leads from image to image; give --images two numbers or more.");
    assertThat(interpolate("--along", "rows", "--images", "3,4").errors())
        .startsWith("A window moves over one image; give --images one number.");
    assertThat(interpolate("--from", "0,0").errors())
        .startsWith("A window moves either --along an axis, or --from a place --to one.");
    assertThat(interpolate("--along", "rows", "--from", "0,0", "--to", "1,1").exitCode())
        .isEqualTo(2);
    assertThat(interpolate("--steps", 0).exitCode()).isEqualTo(2);
    assertThat(interpolate("--images", "0,-1").exitCode()).isEqualTo(2);
    assertThat(interpolate("--path", "crooked").errors()).containsIgnoringCase("spherical");
    assertThat(interpolate("--from", "0,x", "--to", "1,1").errors())
        .startsWith("Invalid value for option '--from': '0,x' is not ROW,COLUMN, such as 0,1.5");
    assertThat(output).doesNotExist();
  }
}
