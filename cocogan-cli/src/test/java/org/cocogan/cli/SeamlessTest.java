package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the generator without seams. */
class SeamlessTest {
  @TempDir Path folder;

  private TinyExperiment tiny() throws IOException {
    return TinyExperiment.in(folder.resolve("tiny"));
  }

  private static CommandRun train(TinyExperiment tiny, Object... options) {
    return tiny.train(
            Stream.concat(Stream.of("--set", "model_params.generator=seamless"), Stream.of(options))
                .toArray())
        .succeeding();
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  void areResumedBitForBit(String backend) throws IOException {
    TinyExperiment tiny = tiny();
    List<Object> whole = List.of("--backend", backend, "--set", "log_params.exp_name=whole");
    train(tiny, "--backend", backend, "--steps", 3);
    train(tiny, "--backend", backend, "--steps", 6);
    train(tiny, Stream.concat(whole.stream(), Stream.of("--steps", 6)).toArray());

    assertThat(tiny.tensors(6))
        .hasSameBinaryContentAs(
            tiny.run("whole").resolve("checkpoints/00000006/tensors.safetensors"));
  }

  /** What any network would have to unlearn if it were made of patches. */
  @Test
  void haveNoBordersBeforeTheyAreTrained() throws IOException {
    TinyExperiment tiny = tiny();
    tiny.clearImages();
    for (int i = 0; i < 4; i++) {
      tiny.addImage(i + ".png", 64, BufferedImage.TYPE_INT_RGB);
    }
    train(
        tiny,
        "--steps",
        1,
        "--set",
        "data_params.full_image_size=[64, 64]",
        "--set",
        "data_params.macro_patch_size=[16, 16]",
        "--set",
        "data_params.micro_patch_size=[8, 8]",
        "--set",
        "train_params.glr=1e-9",
        "--set",
        "model_params.ngf_base=4");

    JsonNode scores =
        CommandRun.of("evaluate", tiny.run(), "--samples", 32, "--metrics", "seam", "--json")
            .succeeding()
            .json()
            .get("scores");

    Map<String, Double> values = new HashMap<>();
    scores.forEach(
        score -> values.put(score.get("name").textValue(), score.get("value").doubleValue()));
    for (String axis : List.of("columns", "rows")) {
      double border = values.getOrDefault(axis + "_border", Double.NaN);
      double within = values.getOrDefault(axis + "_within", Double.NaN);
      assertThat(border / within).as(axis).isBetween(0.9, 1.1);
    }
  }

  @Test
  void drawPartsAsTheyAreInTheirImages() throws IOException {
    TinyExperiment tiny = tiny();
    train(tiny, "--steps", 2);
    byte[] image = Pictures.bytes(draw(tiny.run()));

    byte[] region = Pictures.bytes(draw(tiny.run(), "--region", "3,5,7,9"));
    byte[] patch = Pictures.bytes(draw(tiny.run(), "--patch", "2,1"));

    assertThat(region).isEqualTo(cut(image, 3, 5, 7, 9));
    assertThat(patch).isEqualTo(cut(image, 8, 4, 4, 4));
  }

  /** A pixel more is a pixel further: nothing is drawn anew at another position. */
  @Test
  void moveOverTheirImagesPixelByPixel() throws IOException {
    TinyExperiment tiny = tiny();
    train(tiny, "--steps", 2);
    byte[] image = Pictures.bytes(draw(tiny.run()));
    Path frames = folder.resolve("frames");
    CommandRun.of(
            "interpolate",
            tiny.run(),
            "--along",
            "columns",
            "--steps",
            8,
            "--frames",
            "--output",
            frames)
        .succeeding();

    List<Path> files =
        TinyExperiment.files(frames).stream()
            .filter(file -> TinyExperiment.name(file).matches(".*-\\d{4}\\.png"))
            .toList();

    assertThat(files).hasSize(17);
    for (int half = 0; half <= 16; half += 2) {
      assertThat(
              Pictures.largestDifference(
                  Pictures.bytes(files.get(half)), cut(image, 4, half / 2, 8, 8)))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void changeFromPlaceToPlaceInALatentField() throws IOException {
    TinyExperiment tiny = tiny();
    train(tiny, "--steps", 2, "--set", "data_params.coordinate_system=toroidal");
    byte[] field = Pictures.bytes(draw(tiny.run(), "--repeat", 3, "--latent-field", 2.5));
    byte[] region =
        Pictures.bytes(draw(tiny.run(), "--region", "20,30,9,11", "--latent-field", 2.5));
    Path file = folder.resolve("field.png");
    CommandRun.of("generate", tiny.run(), "--repeat", 3, "--latent-field", 2.5, "--output", file)
        .succeeding();

    assertThat(cut(field, 48, 0, 0, 16, 16)).isNotEqualTo(cut(field, 48, 0, 16, 16, 16));
    assertThat(region).isEqualTo(cut(field, 48, 20, 30, 9, 11));
    assertThat(Pictures.bytes(file)).isEqualTo(field);
  }

  @Test
  void haveNoLatentFieldWithoutACyclicAxis() throws IOException {
    TinyExperiment tiny = tiny();
    train(tiny, "--steps", 1);

    CommandRun run =
        CommandRun.of(
            "generate", tiny.run(), "--count", 1, "--latent-field", 2, "--output", folder);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "a latent field goes on along cyclic axes, and euclidean coordinates have none;"
                + " toroidal and cylindrical ones do");
  }

  private Path draw(Path run, Object... options) throws IOException {
    Path output = Files.createTempDirectory(folder, "drawn");
    List<Object> words = new ArrayList<>(List.of("generate", run, "--count", 1));
    words.addAll(List.of("--output", output));
    words.addAll(List.of(options));
    CommandRun.of(words.toArray()).succeeding();
    return TinyExperiment.files(output).get(0);
  }

  private static byte[] cut(byte[] image, int top, int left, int height, int width) {
    return cut(image, TinyExperiment.SIDE, top, left, height, width);
  }

  private static byte[] cut(byte[] image, int side, int top, int left, int height, int width) {
    byte[] cut = new byte[height * width * 3];
    for (int y = 0; y < height; y++) {
      int from = ((top + y) * side + left) * 3;
      System.arraycopy(image, from, cut, y * width * 3, width * 3);
    }
    return cut;
  }
}
