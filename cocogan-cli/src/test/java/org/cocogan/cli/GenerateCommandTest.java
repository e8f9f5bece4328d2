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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir static Path shared;
  private static TinyExperiment trained;

  @TempDir Path output;

  @BeforeAll
  static void train() throws IOException {
    trained = TinyExperiment.in(shared);
    trained.train("--steps", 2).succeeding();
  }

  @BeforeEach
  void useAFolderThatIsNotThereYet() {
    output = output.resolve("drawn");
  }

  private CommandRun generate(Object... options) {
    List<Object> words = new ArrayList<>(List.of("generate", trained.run(), "--output", output));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  private List<String> drawn() throws IOException {
    return TinyExperiment.files(output).stream().map(TinyExperiment::name).toList();
  }

  private static int[] pixels(Path file, int x, int y, int side) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    return image.getRGB(x, y, side, side, null, 0, side);
  }

  private static int[] image(Path folder, String name) throws IOException {
    return pixels(folder.resolve(name), 0, 0, TinyExperiment.SIDE);
  }

  @Test
  void drawsAsManyImagesAsAskedFor() throws IOException {
    CommandRun run = generate("--count", 3).succeeding();

    assertThat(drawn())
        .containsExactly(
            "seed-0-image-000000.png", "seed-0-image-000001.png", "seed-0-image-000002.png");
    assertThat(run.errors()).isEmpty();
    assertThat(run.outputLines().get(0)).startsWith("3 images of 16x16 of step 2 in ");
    assertThat(run.outputLines().get(1))
        .isEqualTo(output.resolve("seed-0-image-000000.png").toString());
    assertThat(image(output, "seed-0-image-000000.png"))
        .isNotEqualTo(image(output, "seed-0-image-000001.png"));
  }

  @Test
  void drawsIntoTheRunUnlessToldOtherwise() {
    CommandRun.of("generate", trained.run(), "--count", 1, "--seed", 77).succeeding();

    assertThat(trained.run().resolve("generated/seed-77-image-000000.png")).isRegularFile();
  }

  @Test
  void drawsFromACheckpointIntoItsRun() throws IOException {
    CommandRun.of("generate", trained.checkpoint(2), "--count", 1, "--seed", 5).succeeding();

    assertThat(trained.run().resolve("generated/seed-5-image-000000.png")).exists();
    assertThat(TinyExperiment.files(trained.checkpoint(2)))
        .extracting(TinyExperiment::name)
        .containsExactly("manifest.json", "tensors.safetensors");
  }

  @Test
  void drawsTheSameImageWhateverElseIsDrawnWithIt() throws IOException {
    generate("--count", 70).succeeding();
    Path alone = output.resolveSibling("alone");
    CommandRun.of("generate", trained.run(), "--output", alone, "--count", 1, "--first", 66)
        .succeeding();

    assertThat(alone.resolve("seed-0-image-000066.png"))
        .hasSameBinaryContentAs(output.resolve("seed-0-image-000066.png"));
  }

  @Test
  void drawsOtherImagesFromAnotherSeed() throws IOException {
    generate("--count", 1).succeeding();
    generate("--count", 1, "--seed", -5).succeeding();

    assertThat(image(output, "seed--5-image-000000.png"))
        .isNotEqualTo(image(output, "seed-0-image-000000.png"));
  }

  @Test
  void drawsAPatchAsItIsInItsImage() throws IOException {
    generate("--count", 2, "--first", 5).succeeding();
    generate("--count", 2, "--first", 5, "--patch", "1,3").succeeding();

    for (String number : List.of("000005", "000006")) {
      Path patch = output.resolve("seed-0-image-" + number + "-patch-1-3.png");
      BufferedImage alone = ImageIO.read(patch.toFile());
      assertThat(List.of(alone.getWidth(), alone.getHeight()))
          .containsExactly(TinyExperiment.MICRO, TinyExperiment.MICRO);
      assertThat(pixels(patch, 0, 0, TinyExperiment.MICRO))
          .isEqualTo(
              pixels(
                  output.resolve("seed-0-image-" + number + ".png"),
                  3 * TinyExperiment.MICRO,
                  TinyExperiment.MICRO,
                  TinyExperiment.MICRO));
    }
  }

  @Test
  void drawsOneSheetOfTheSameImages() throws IOException {
    generate("--count", 4).succeeding();
    CommandRun run = generate("--count", 4, "--sheet", "--scale", 1).succeeding();

    Path sheet = output.resolve("seed-0-sheet-000000-4.png");
    assertThat(run.outputLines().get(1)).isEqualTo(sheet.toString());
    int step = TinyExperiment.SIDE + 2;
    for (int i = 0; i < 4; i++) {
      assertThat(pixels(sheet, 2 + i % 2 * step, 2 + i / 2 * step, TinyExperiment.SIDE))
          .isEqualTo(image(output, "seed-0-image-00000" + i + ".png"));
    }
  }

  @Test
  void refusesASheetThatIsTooLargeBeforeItDraws() {
    CommandRun run = generate("--count", 2_000_000_000, "--sheet");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .endsWith(
            ": a sheet of 2000000000 images of 16x16 is too large; draw fewer, or each into a file"
                + " of its own\n");
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void reportsWhatItDrewAsJson() {
    CommandRun run = generate("--count", 2, "--seed", 3, "--first", 1, "--json").succeeding();

    JsonNode json = run.json();
    assertThat(json.get("run").textValue()).isEqualTo(trained.run().toString());
    assertThat(json.get("step").intValue()).isEqualTo(2);
    assertThat(json.get("seed").intValue()).isEqualTo(3);
    assertThat(json.get("image_size").toString()).isEqualTo("[16,16]");
    assertThat(json.get("files"))
        .map(JsonNode::textValue)
        .containsExactly(
            output.resolve("seed-3-image-000001.png").toString(),
            output.resolve("seed-3-image-000002.png").toString());
    assertThat(json.get("seconds").isNumber()).isTrue();
  }

  @Test
  void passesOverATornCheckpoint(@TempDir Path folder) throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder);
    tiny.train().succeeding();
    Files.write(tiny.tensors(4), new byte[100]);

    CommandRun run = CommandRun.of("generate", tiny.run(), "--count", 1, "--json").succeeding();

    assertThat(run.json().get("step").intValue()).isEqualTo(2);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errorLines().get(0))
        .startsWith("checkpoint " + tiny.checkpoint(4) + " is damaged (")
        .endsWith("); trying the one before");
  }

  @Test
  void refusesAFolderWithAFileInTheWay() throws IOException {
    Files.writeString(output, "in the way");

    assertThat(refusal(generate("--count", 1)))
        .isEqualTo(
            "cannot make the folder "
                + output
                + ": a file of that name is in the way; choose another --output");
  }

  @Test
  void refusesAFolderBelowAFile() throws IOException {
    Path file = Files.writeString(output, "in the way");
    output = file.resolve("below");

    assertThat(refusal(generate("--count", 1)))
        .isEqualTo(
            "cannot make the folder " + output + ": Not a directory; choose another --output");
  }

  @Test
  void refusesAPatchThatIsNotThere() {
    assertThat(refusal(generate("--count", 1, "--patch", "4,0")))
        .isEqualTo("there is no micro patch 4,0; rows run from 0 to 3, columns from 0 to 3");
    assertThat(refusal(generate("--count", 1, "--patch", "0,-1")))
        .startsWith("there is no micro patch 0,-1; ");
  }

  @Test
  void refusesWhatIsNoRun() {
    assertThat(refusal(CommandRun.of("generate", shared)))
        .isEqualTo(
            shared
                + " is no run: it has no config.yaml; name the folder that train printed, such as"
                + " runs/EXP_NAME");
    assertThat(refusal(CommandRun.of("generate", shared.resolve("gone"))))
        .startsWith(shared.resolve("gone") + " is no run: ");
  }

  @Test
  void refusesARunWithoutCheckpoint(@TempDir Path folder) throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.copy(trained.configuration(), run.resolve("config.yaml"));

    assertThat(refusal(CommandRun.of("generate", run)))
        .isEqualTo(
            run
                + " has no checkpoint yet; train it first: ./cocogan train "
                + run.resolve("config.yaml"));
  }

  @Test
  void refusesAnUnknownBackendAndNamesThoseThereAre() {
    assertThat(refusal(generate("--backend", "dlj"))).contains("dlj").contains("djl");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(generate("--count", 0).exitCode()).isEqualTo(2);
    assertThat(generate("--count", 0).errors())
        .startsWith("--count must be at least 1, and --first from 0 to 999999999999.");
    assertThat(generate("--first", -1).exitCode()).isEqualTo(2);
    assertThat(generate("--patch", "1").exitCode()).isEqualTo(2);
    assertThat(generate("--patch", "one,two").errors())
        .startsWith("Invalid value for option '--patch': 'one,two' is not ROW,COLUMN, such as 0,1");
    assertThat(generate("--seed", "x").exitCode()).isEqualTo(2);
    assertThat(output).doesNotExist();
  }

  @Test
  void drawsTheLastImageThereIs() throws IOException {
    generate("--count", 1, "--first", "999999999999").succeeding();
    generate("--count", 1, "--first", "999999999999", "--patch", "3,3").succeeding();

    assertThat(pixels(output.resolve("seed-0-image-999999999999-patch-3-3.png"), 0, 0, 4))
        .isEqualTo(pixels(output.resolve("seed-0-image-999999999999.png"), 12, 12, 4));
    assertThat(generate("--first", "1000000000000").exitCode()).isEqualTo(2);
  }
}
