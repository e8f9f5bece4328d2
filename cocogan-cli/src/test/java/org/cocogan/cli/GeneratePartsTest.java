package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.cocogan.backend.djl.DjlBackendProvider;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions, repetitions and extrapolations of images. */
class GeneratePartsTest {
  private static final int RED = 0xffff0000;

  @TempDir static Path shared;
  private static TinyExperiment tiny;

  @TempDir Path output;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyExperiment.in(shared);
    tiny.train("--steps", 1).succeeding();
    tiny.train(
            "--steps",
            1,
            "--set",
            "log_params.exp_name=round",
            "--set",
            "data_params.coordinate_system=cylindrical")
        .succeeding();
  }

  @BeforeEach
  void useAFolderThatIsNotThereYet() {
    output = output.resolve("drawn");
  }

  private CommandRun generate(Path run, Object... options) {
    List<Object> words = new ArrayList<>(List.of("generate", run, "--output", output));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
    return run.errorLines().get(run.errorLines().size() - 1);
  }

  private BufferedImage drawn(String name) throws IOException {
    return ImageIO.read(output.resolve(name + ".png").toFile());
  }

  private static int[] part(BufferedImage image, int top, int left, int height, int width) {
    return image.getRGB(left, top, width, height, null, 0, width);
  }

  private static int[] all(BufferedImage image) {
    return part(image, 0, 0, image.getHeight(), image.getWidth());
  }

  @Test
  void trainsAndDrawsRectanglesThatMergeToRectangles() throws IOException {
    tiny.train(
            "--steps",
            1,
            "--set",
            "log_params.exp_name=rectangles",
            "--set",
            "data_params.macro_patch_size=[12, 8]",
            "--set",
            "data_params.micro_patch_size=[4, 8]")
        .succeeding();

    Path run = tiny.run("rectangles");
    generate(run, "--count", 1, "--extrapolate", 1).succeeding();
    generate(run, "--count", 1).succeeding();
    generate(run, "--count", 1, "--patch", "1,0").succeeding();

    assertThat(drawn("seed-0-image-000000-extrapolated-1").getHeight()).isEqualTo(24);
    assertThat(drawn("seed-0-image-000000-extrapolated-1").getWidth()).isEqualTo(32);
    assertThat(all(drawn("seed-0-image-000000-patch-1-0")))
        .isEqualTo(part(drawn("seed-0-image-000000"), 4, 0, 4, 8));
  }

  @Test
  void drawsInBfloat16AndSaysHowMuchThatChanges() {
    boolean supported;
    try (Backend backend =
        new DjlBackendProvider().start(new BackendOptions(1, "cpu", Precision.AUTO))) {
      supported = backend.precision() == Precision.BFLOAT16;
    }

    CommandRun run = generate(tiny.run(), "--count", 1, "--precision", "auto").succeeding();

    assertThat(run.errors().contains("pixels differ from those of float32 by "))
        .isEqualTo(supported);
    assertThat(refusal(generate(tiny.run(), "--precision", "bfloat16", "--backend", "dl4j")))
        .contains("the engine dl4j computes in float32 alone");
  }

  @Test
  void drawsARegionAsItIsInItsImage() throws IOException {
    generate(tiny.run(), "--count", 2).succeeding();
    CommandRun run = generate(tiny.run(), "--count", 2, "--region", "3,5,7,9").succeeding();

    assertThat(run.outputLines().get(0)).startsWith("2 regions of 7x9 of step 1 in ");
    for (String number : List.of("000000", "000001")) {
      assertThat(all(drawn("seed-0-image-" + number + "-region-3-5-7x9")))
          .isEqualTo(part(drawn("seed-0-image-" + number), 3, 5, 7, 9));
    }
  }

  @Test
  void drawsARegionAcrossTheSeam() throws IOException {
    Path round = tiny.run("round");
    generate(round, "--count", 1).succeeding();
    generate(round, "--count", 1, "--region", "2,13,5,6").succeeding();

    BufferedImage image = drawn("seed-0-image-000000");
    BufferedImage region = drawn("seed-0-image-000000-region-2-13-5x6");
    assertThat(part(region, 0, 0, 5, 3)).isEqualTo(part(image, 2, 13, 5, 3));
    assertThat(part(region, 0, 3, 5, 3)).isEqualTo(part(image, 2, 0, 5, 3));
  }

  @Test
  void repeatsAnImageWhoseEdgesMeet() throws IOException {
    Path round = tiny.run("round");
    generate(round, "--count", 1).succeeding();
    CommandRun run = generate(round, "--count", 1, "--repeat", 2, "--json").succeeding();

    int[] image = all(drawn("seed-0-image-000000"));
    BufferedImage twice = drawn("seed-0-image-000000-repeated-2");
    assertThat(part(twice, 0, 0, 16, 16)).isEqualTo(image);
    assertThat(part(twice, 0, 16, 16, 16)).isEqualTo(image);
    assertThat(run.json().get("image_size").toString()).isEqualTo("[16,16]");
    assertThat(run.json().get("picture_size").toString()).isEqualTo("[16,32]");
  }

  @Test
  void drawsRepetitionsOnASheet() throws IOException {
    generate(tiny.run("round"), "--count", 2, "--repeat", 3, "--sheet", "--scale", 1).succeeding();

    BufferedImage sheet = drawn("seed-0-sheet-000000-2-repeated-3");
    assertThat(sheet.getWidth()).isEqualTo(2 + 2 * (48 + 2));
    assertThat(sheet.getHeight()).isEqualTo(2 + 16 + 2);
  }

  @Test
  void refusesToRepeatAnImageWhoseEdgesDoNotMeet() {
    assertThat(refusal(generate(tiny.run(), "--repeat", 2)))
        .startsWith("an image in euclidean coordinates has no edges that meet");
    assertThat(output).doesNotExist();
  }

  @Test
  void goesOnBeyondTheEdges() throws IOException {
    generate(tiny.run(), "--count", 1).succeeding();
    CommandRun run = generate(tiny.run(), "--count", 1, "--extrapolate", 1).succeeding();

    BufferedImage larger = drawn("seed-0-image-000000-extrapolated-1");
    assertThat(List.of(larger.getWidth(), larger.getHeight())).containsExactly(24, 24);
    assertThat(run.errorLines())
        .containsExactly(
            "this run was not trained to extrapolate (train_params.train_extrap); beyond the edges"
                + " it draws what it never saw");
  }

  @Test
  void marksWhereTheRealImageEnds() throws IOException {
    generate(tiny.run(), "--count", 1, "--extrapolate", 2).succeeding();
    generate(tiny.run(), "--count", 1, "--extrapolate", 2, "--mark-boundary").succeeding();

    BufferedImage plain = drawn("seed-0-image-000000-extrapolated-2");
    BufferedImage marked = drawn("seed-0-image-000000-extrapolated-2-marked");
    assertThat(List.of(marked.getRGB(8, 8), marked.getRGB(23, 15), marked.getRGB(8, 23)))
        .containsOnly(RED);
    assertThat(part(marked, 9, 9, 14, 14)).isEqualTo(part(plain, 9, 9, 14, 14));
    assertThat(part(marked, 0, 0, 8, 32)).isEqualTo(part(plain, 0, 0, 8, 32));
  }

  @Test
  void drawsARegionOfTheLargerImage() throws IOException {
    generate(tiny.run(), "--count", 1, "--extrapolate", 1).succeeding();
    generate(tiny.run(), "--count", 1, "--extrapolate", 1, "--region", "20,0,4,24").succeeding();

    assertThat(all(drawn("seed-0-image-000000-extrapolated-1-region-20-0-4x24")))
        .isEqualTo(part(drawn("seed-0-image-000000-extrapolated-1"), 20, 0, 4, 24));
  }

  @Test
  void goesOnAsFarAsTheRunWasTrainedForUnlessToldOtherwise() throws IOException {
    tiny.train("--steps", 1, "--set", "log_params.exp_name=beyond").succeeding();
    Path manifest = tiny.run("beyond").resolve("checkpoints/00000001/manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("train_extrap: False", "train_extrap: True")
            .replace("num_extrap_steps: 0", "num_extrap_steps: 1")
            .replace("force_load_from_dir: False", "force_load_from_dir: elsewhere"));

    JsonNode asTrained = generate(tiny.run("beyond"), "--count", 1, "--json").succeeding().json();
    CommandRun further = generate(tiny.run("beyond"), "--count", 1, "--extrapolate", 2);
    JsonNode plain =
        generate(tiny.run("beyond"), "--count", 1, "--extrapolate", 0, "--json").json();

    assertThat(asTrained.get("image_size").toString()).isEqualTo("[24,24]");
    assertThat(plain.get("image_size").toString()).isEqualTo("[16,16]");
    assertThat(further.errorLines())
        .containsExactly(
            "this run was trained to extrapolate by 1 (train_params.num_extrap_steps); further out"
                + " it draws what it never saw");
  }

  @Test
  void refusesRegionsBeyondTheEdges() {
    assertThat(refusal(generate(tiny.run(), "--region", "0,10,4,8")))
        .isEqualTo(
            "the region of 4x8 pixels at 0,10 ends after 18 columns, but an image has 16 of them"
                + " and does not go on at its other edge");
  }

  @Test
  void refusesToMarkABoundaryThatIsTheEdge() {
    assertThat(refusal(generate(tiny.run(), "--mark-boundary")))
        .isEqualTo("--mark-boundary outlines the real image in a larger one; add --extrapolate 1");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(generate(tiny.run(), "--region", "0,0,4").errors())
        .startsWith(
            "Invalid value for option '--region': '0,0,4' is not TOP,LEFT,HEIGHT,WIDTH, such as"
                + " 0,8,16,32");
    assertThat(generate(tiny.run(), "--region", "0,0,0,4").errors())
        .startsWith(
            "Invalid value for option '--region': '0,0,0,4' is no region: top and left are at least"
                + " 0, height and width 1");
    assertThat(generate(tiny.run(), "--region", "0,0,1.5,4").errors())
        .contains("'0,0,1.5,4' is not TOP,LEFT,HEIGHT,WIDTH in whole numbers");
    assertThat(generate(tiny.run(), "--repeat", 0).exitCode()).isEqualTo(2);
    assertThat(generate(tiny.run(), "--extrapolate", -1).exitCode()).isEqualTo(2);
    assertThat(generate(tiny.run(), "--extrapolate", 1_000_000_000).errors())
        .startsWith("--extrapolate must be from 0 to 65536.");
    assertThat(generate(tiny.run(), "--repeat", 2, "--patch", "0,0").exitCode()).isEqualTo(2);
  }
}
