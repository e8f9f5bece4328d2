package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteCommandTest {
  private static final int RED = 0xffff0000;
  private static final int YELLOW = 0xffffff00;
  private static final int BLANK = 0xffe0e0e0;
  private static final int STEP = TinyExperiment.SIDE + 2;

  @TempDir static Path shared;
  private static TinyExperiment tiny;

  @TempDir Path output;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyExperiment.in(shared);
    tiny.addImage("macro-patch.png", 8, BufferedImage.TYPE_INT_RGB);
    tiny.train(
            "--steps",
            2,
            "--set",
            "data_params.coordinate_system=cylindrical",
            "--set",
            "loss_params.code_loss_w=10",
            "--set",
            "train_params.Q_update_period=1")
        .succeeding();
    tiny.train("--steps", 1, "--set", "log_params.exp_name=plain").succeeding();
  }

  @BeforeEach
  void useAFolderThatIsNotThereYet() {
    output = output.resolve("drawn");
  }

  private CommandRun complete(Object... options) {
    List<Object> words =
        new ArrayList<>(List.of("complete", tiny.run(), "--output", output, "--scale", 1));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static Path image(String name) {
    return tiny.images().resolve(name);
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  private BufferedImage drawn(String name) throws IOException {
    return ImageIO.read(output.resolve(name + ".png").toFile());
  }

  private static List<Integer> colours(BufferedImage image, int tile) {
    List<Integer> colours = new ArrayList<>();
    for (int y = 0; y < TinyExperiment.SIDE; y++) {
      for (int x = 0; x < TinyExperiment.SIDE; x++) {
        colours.add(image.getRGB(2 + tile * STEP + x, 2 + y));
      }
    }
    return colours;
  }

  @Test
  void completesAMacroPatch() throws IOException {
    CommandRun run = complete("--image", image("macro-patch.png"), "--json").succeeding();

    JsonNode completion = run.json().get("completions").get(0);
    assertThat(completion.get("image").textValue()).endsWith("macro-patch.png");
    assertThat(completion.get("position").get(0).doubleValue()).isBetween(0.0, 2.0);
    assertThat(completion.get("position").get(1).doubleValue()).isBetween(0.0, 4.0);
    assertThat(completion.get("latent")).hasSize(4);
    assertThat(completion.has("distance")).isFalse();
    assertThat(run.json().get("files"))
        .map(JsonNode::textValue)
        .containsExactly(
            output.resolve("completed-sheet.png").toString(),
            output.resolve("completed-000-macro-patch.png").toString());
  }

  @Test
  void showsThePatchThePlaceAndTheImage() throws IOException {
    complete("--image", image("macro-patch.png")).succeeding();

    BufferedImage sheet = drawn("completed-sheet");
    BufferedImage completed = drawn("completed-000-macro-patch");
    assertThat(List.of(sheet.getHeight(), sheet.getWidth()))
        .containsExactly(2 + STEP, 2 + 3 * STEP);
    assertThat(colours(sheet, 0)).contains(RED).filteredOn(c -> c == BLANK).hasSize(192);
    assertThat(colours(sheet, 1)).filteredOn(colour -> colour == RED).hasSize(28);
    assertThat(colours(sheet, 2))
        .doesNotContain(RED)
        .isEqualTo(
            Arrays.stream(
                    completed.getRGB(
                        0,
                        0,
                        TinyExperiment.SIDE,
                        TinyExperiment.SIDE,
                        null,
                        0,
                        TinyExperiment.SIDE))
                .boxed()
                .toList());
  }

  @Test
  void cutsTheMacroPatchOutOfAWholeImage() throws IOException {
    CommandRun run =
        complete("--image", image("0.png"), "--image", image("1.png"), "--at", "1,3").succeeding();

    assertThat(run.outputLines().get(0))
        .startsWith(image("0.png") + ": at row ")
        .endsWith(" micro patches from the true place");
    assertThat(run.outputLines().get(2)).startsWith("2 completed by step 2 in ");
    assertThat(run.outputLines().get(3))
        .isEqualTo(output.resolve("completed-sheet.png").toString());
    BufferedImage sheet = drawn("completed-sheet");
    assertThat(List.of(sheet.getHeight(), sheet.getWidth()))
        .containsExactly(2 + 2 * STEP, 2 + 4 * STEP);
    // At column 3 of 4 the macro patch reaches across the seam.
    assertThat(sheet.getRGB(2 + 12, 2 + 4)).isEqualTo(YELLOW);
    assertThat(sheet.getRGB(2 + 3, 2 + 11)).isEqualTo(YELLOW);
    assertThat(sheet.getRGB(2 + 4, 2 + 4)).isNotEqualTo(YELLOW);
  }

  @Test
  void measuresTheDistanceFromTheTruePlace() {
    JsonNode completion =
        complete("--image", image("2.png"), "--at", "0.5,1", "--json")
            .succeeding()
            .json()
            .get("completions")
            .get(0);

    double down = completion.get("position").get(0).doubleValue() - 0.5;
    double right = Math.IEEEremainder(completion.get("position").get(1).doubleValue() - 1, 4);
    assertThat(completion.get("true_position").toString()).isEqualTo("[0.5,1.0]");
    assertThat(completion.get("distance").doubleValue()).isEqualTo(Math.hypot(down, right));
  }

  @Test
  void makesALargerImageOfTheSameProportionsFit() {
    assertThat(complete("--image", image("0.png")).succeeding().outputLines()).hasSize(4);
  }

  @Test
  void refusesAnImageThatIsNoMacroPatch(@TempDir Path folder) throws IOException {
    Path wide = folder.resolve("wide.png");
    ImageIO.write(new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB), "png", wide.toFile());
    Path small = folder.resolve("small.png");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", small.toFile());

    assertThat(refusal(complete("--image", wide)))
        .isEqualTo(
            wide
                + " has 8x16 pixels, but a macro patch has 8x8, or more in the same proportions; if"
                + " it is a whole image, say at which ROW,COLUMN of it the macro patch is");
    assertThat(refusal(complete("--image", small))).startsWith(small + " has 4x4 pixels, but ");
    assertThat(refusal(complete("--image", small, "--at", "0,0")))
        .isEqualTo(small + ": its 4x4 pixels are too few for the wanted 16x16");
    assertThat(output).doesNotExist();
  }

  @Test
  void refusesAPlaceOutsideTheImage() {
    assertThat(refusal(complete("--image", image("0.png"), "--at", "3,0")))
        .contains("position 3.0 lies outside the image");
  }

  @Test
  void refusesAFileThatIsNoImage() throws IOException {
    Path text = Files.writeString(shared.resolve("text.png"), "no image");

    assertThat(refusal(complete("--image", text))).startsWith(text + ": ");
  }

  @Test
  void refusesARunWithoutContentNetwork() {
    assertThat(
            refusal(
                CommandRun.of("complete", tiny.run("plain"), "--image", image("macro-patch.png"))))
        .isEqualTo(
            tiny.run("plain")
                + " has not trained its content network, which estimates latent vectors; train with"
                + " loss_params.code_loss_w 100 and train_params.Q_update_period 1");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(complete().errors()).startsWith("Missing required option: '--image=FILE'");
    assertThat(complete("--image", image("0.png"), "--at", "1").exitCode()).isEqualTo(2);
  }
}
