package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir static Path shared;
  private static TinyExperiment trained;

  @BeforeAll
  static void train() throws IOException {
    trained = TinyExperiment.in(shared);
    trained.train("--steps", 2, "--set", "data_params.coordinate_system=cylindrical").succeeding();
  }

  private static CommandRun evaluate(Object... options) {
    List<Object> words = new ArrayList<>(List.of("evaluate", trained.run()));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  @Test
  void printsATableOfScores() {
    CommandRun run = evaluate("--samples", 5).succeeding();

    assertThat(run.errors()).isEmpty();
    assertThat(run.outputLines().get(0)).isEqualTo("5 images of 16x16 of step 2, seed 0");
    assertThat(run.outputLines().get(2)).matches("seam +value +std\\. error  better");
    assertThat(run.outputLines().subList(3, 12))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .containsExactly(
            "columns_closing",
            "columns_border",
            "columns_within",
            "rows_border",
            "rows_within",
            "columns_ratio",
            "columns_ratio_to_real",
            "rows_ratio",
            "rows_ratio_to_real");
    assertThat(run.outputLines().get(3))
        .matches(
            "  columns_closing +\\d+\\.\\d{4} +\\d+\\.\\d{4}  lower    neighbouring columns where"
                + " the image's edges meet, of 255");
    assertThat(run.outputLines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void measuresTheImagesThatGenerateDraws(@TempDir Path drawn) throws IOException {
    JsonNode json = evaluate("--samples", 1, "--seed", 7, "--json").succeeding().json();
    CommandRun.of("generate", trained.run(), "--output", drawn, "--count", 1, "--seed", 7)
        .succeeding();

    assertThat(json.get("step").intValue()).isEqualTo(2);
    assertThat(json.get("seed").intValue()).isEqualTo(7);
    assertThat(json.get("samples").intValue()).isEqualTo(1);
    assertThat(json.get("image_size").toString()).isEqualTo("[16,16]");
    JsonNode closing = json.get("scores").get(0);
    assertThat(closing.get("name").textValue()).isEqualTo("columns_closing");
    assertThat(closing.get("better").textValue()).isEqualTo("lower");
    assertThat(closing.has("standard_error")).isFalse();
    BufferedImage image = ImageIO.read(drawn.resolve("seed-7-image-000000.png").toFile());
    assertThat(closing.get("value").doubleValue())
        .isCloseTo(differenceOfColumns(image, 0, 15), within(1e-9));
  }

  private static double differenceOfColumns(BufferedImage image, int one, int other) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int band = 0; band < 3; band++) {
        sum +=
            Math.abs(
                image.getRaster().getSample(one, y, band)
                    - image.getRaster().getSample(other, y, band));
      }
    }
    return sum / (3 * image.getHeight());
  }

  @Test
  void averagesOverSeveralSeeds() {
    double sum = 0;
    for (int seed : new int[] {3, 5}) {
      sum += closing(evaluate("--samples", 2, "--seed", seed, "--json")).get("value").doubleValue();
    }
    CommandRun both = evaluate("--samples", 2, "--seeds", "3,5", "--json").succeeding();
    double one =
        closing(evaluate("--samples", 2, "--seed", 3, "--json")).get("value").doubleValue();

    assertThat(both.json().get("seeds").toString()).isEqualTo("[3,5]");
    assertThat(closing(both).get("value").doubleValue()).isCloseTo(sum / 2, within(1e-9));
    // Of two values, the standard deviation is the difference over the root of two.
    assertThat(closing(both).get("standard_error").doubleValue())
        .isCloseTo(Math.abs(one - sum / 2) * Math.sqrt(2), within(1e-9));
    assertThat(closing(both).get("description").textValue())
        .endsWith("; mean and standard deviation over the seeds 3, 5");
    assertThat(evaluate("--seeds", "3,3").errors()).startsWith("--seeds names a seed twice.");
    assertThat(evaluate("--seeds", "3", "--seed", 4).errors())
        .startsWith("Give --seed or --seeds, not both.");
  }

  private static JsonNode closing(CommandRun run) {
    return run.json().get("scores").get(0);
  }

  @Test
  void showsTheTrainingImagesNearestToDrawnOnes(@TempDir Path folder) throws IOException {
    JsonNode json =
        evaluate(
                "--samples",
                3,
                "--metrics",
                "nearest_neighbours",
                "--set",
                "nearest_neighbours.neighbours=4",
                "--output",
                folder,
                "--json")
            .succeeding()
            .json();

    assertThat(json.get("scores")).hasSize(2);
    BufferedImage shown = ImageIO.read(folder.resolve("nearest_neighbours.png").toFile());
    assertThat(shown.getWidth()).isEqualTo(5 * (16 * 8 + 2) + 2);
    assertThat(shown.getHeight()).isEqualTo(3 * (16 * 8 + 2) + 2);
  }

  @Test
  void refusesAnUnknownMetricAndNamesThoseThereAre() {
    assertThat(refusal(evaluate("--metrics", "seam,lpips")))
        .isEqualTo(
            "there is no metric lpips; known: agreement, density_coverage, fid, inception_score,"
                + " kid, nearest_neighbours, patch_fid, path_length, precision_recall, seam; a"
                + " plugin may bring it (--plugins DIR)");
  }

  @Test
  void refusesAParameterThatAMetricDoesNotHave() {
    assertThat(refusal(evaluate("--set", "seam.width=3")))
        .isEqualTo("parameters of the metric seam: width: unknown parameter; known: none");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(evaluate("--samples", 0).exitCode()).isEqualTo(2);
    assertThat(evaluate("--samples", 0).errors()).startsWith("--samples must be at least 1.");
    assertThat(evaluate("--set", "fid.weights=x").exitCode()).isEqualTo(2);
    assertThat(evaluate("--set", "weights=x").errors())
        .startsWith("--set takes METRIC.KEY=VALUE, METRIC being one of seam, not weights=x.");
  }

  @Test
  void refusesOptionsThatWouldChangeNothing() {
    assertThat(evaluate("--size", "8,8").exitCode()).isEqualTo(2);
    assertThat(evaluate("--size", "8,8").errors())
        .startsWith("--size is for the images of a folder; those of a run have the size");
    assertThat(CommandRun.of("evaluate", trained.images(), "--seed", 1).errors())
        .startsWith("--seed is for a run, which draws its images;");
    assertThat(CommandRun.of("evaluate", trained.images(), "--backend", "djl").errors())
        .startsWith("--backend is for a run, which draws its images;");
  }

  @Test
  void saysThatNothingWasComparedWith() {
    assertThat(evaluate("--samples", 1, "--metrics", "seam", "--against", "gone.npz").errorLines())
        .containsExactly("--against was not looked at: no features are compared by seam");
  }

  @Test
  void leavesOutADamagedCheckpointAndMeasuresTheOthers(@TempDir Path folder) throws IOException {
    TinyExperiment own = TinyExperiment.in(folder);
    own.train("--steps", 4).succeeding();
    Files.write(own.tensors(2), new byte[100]);

    CommandRun run =
        CommandRun.of("evaluate", own.run(), "--samples", 2, "--all-checkpoints", "--json");

    assertThat(run.succeeding().json().get("step").intValue()).isEqualTo(4);
    assertThat(run.errorLines()).hasSize(2);
    assertThat(run.errorLines().get(0))
        .startsWith("left out: ")
        .contains(own.checkpoint(2).toString());
    assertThat(run.errorLines().get(1)).matches("step 4: columns_border \\d+\\.\\d{4}, .*");

    Files.write(own.tensors(4), new byte[100]);

    CommandRun none = CommandRun.of("evaluate", own.run(), "--samples", 2, "--all-checkpoints");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.errorLines()).contains("no checkpoint of " + own.run() + " can be measured");
  }
}
