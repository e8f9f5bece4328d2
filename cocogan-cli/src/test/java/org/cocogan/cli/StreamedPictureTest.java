package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One image that is drawn to the disk, in several bands. */
class StreamedPictureTest {
  private static final int HEIGHT = 640;
  private static final int WIDTH = 288;

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;

  /** The networks know only patches, so a run's images can be made larger afterwards. */
  @BeforeAll
  static void trainAndEnlarge() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(shared);
    tiny.train("--steps", 1, "--set", "data_params.coordinate_system=cylindrical").succeeding();
    run = tiny.run();
    Path manifest = tiny.checkpoint(1).resolve("manifest.json");
    String small = Files.readString(manifest);
    String large =
        small.replace(
            "full_image_size: [16, 16]",
            String.format(Locale.ROOT, "full_image_size: [%d, %d]", HEIGHT, WIDTH));
    assertThat(large).isNotEqualTo(small);
    Files.writeString(manifest, large);
  }

  private static Object[] words(Object... options) {
    return Stream.concat(Stream.of("generate", run), Stream.of(options)).toArray();
  }

  private static CommandRun generate(Object... options) {
    return CommandRun.of(words(options));
  }

  private static int[] pixels(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private List<String> names() throws IOException {
    return TinyExperiment.files(folder).stream().map(TinyExperiment::name).toList();
  }

  @Test
  void drawsTheSamePixelsAsInMemory() throws IOException {
    generate("--output", folder.resolve("memory"), "--count", 1, "--first", 3).succeeding();
    Path png = folder.resolve("large.png");
    CommandRun streamed = generate("--output", png, "--first", 3).succeeding();

    assertThat(pixels(png)).isEqualTo(pixels(folder.resolve("memory/seed-0-image-000003.png")));
    assertThat(streamed.outputLines().get(0)).startsWith("a picture of 640x288 of step 1 in ");
    assertThat(streamed.outputLines().get(1)).isEqualTo(png.toString());
  }

  @Test
  void writesAFileAndADeepZoomInOneGo() throws IOException {
    Path tiff = folder.resolve("large.tif");
    Path zoom = folder.resolve("zoom");
    CommandRun run = generate("--output", tiff, "--deep-zoom", zoom, "--json").succeeding();
    generate("--output", folder.resolve("large.png")).succeeding();

    assertThat(run.json().get("files").toString())
        .isEqualTo("[\"" + tiff + "\",\"" + zoom.resolve("index.html") + "\"]");
    assertThat(run.json().get("picture_size").toString()).isEqualTo("[640,288]");
    assertThat(Files.readAllBytes(tiff)).startsWith("II+".getBytes(StandardCharsets.US_ASCII));
    BufferedImage large = ImageIO.read(folder.resolve("large.png").toFile());
    assertThat(pixels(zoom.resolve("picture_files/10/1_2.png")))
        .isEqualTo(large.getRGB(256, 512, 32, 128, null, 0, 32));
    assertThat(Files.readString(zoom.resolve("index.html")))
        .contains("<title>Image 0 of seed 0, tiny, step 1</title>", "cyclic: true");
  }

  @Test
  void drawsARepetitionThatNoImageInMemoryCouldHold() throws IOException {
    Path png = folder.resolve("twice.png");
    generate("--output", png, "--repeat", 2).succeeding();

    BufferedImage twice = ImageIO.read(png.toFile());
    assertThat(twice.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
        .isEqualTo(twice.getRGB(WIDTH, 0, WIDTH, HEIGHT, null, 0, WIDTH));
  }

  /** A limit on the size of files stands for a full disk; ONNX Runtime unpacks itself beyond it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void goesOnOnceThereIsRoom() throws Exception {
    Path tiff = folder.resolve("large.tif");
    Object[] options = {"--output", tiff, "--uncompressed", "--backend", "djl"};
    CommandRun full;
    try (ProgramProcess process =
        ProgramProcess.startAfter("ulimit -f 900", shared, words(options))) {
      full = process.end();
    }
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.errorLines())
        .singleElement()
        .asString()
        .startsWith(tiff + ": cannot be written: ")
        .endsWith("; make room, and the same command goes on from there");
    assertThat(names()).containsExactly("large.tif.journal", "large.tif.partial");

    CommandRun rest = generate(options).succeeding();
    assertThat(rest.errorLines()).containsExactly(tiff + ": going on after 512 of 640 rows");
    byte[] goneOnWith = Files.readAllBytes(tiff);
    generate(options).succeeding();
    assertThat(Arrays.equals(Files.readAllBytes(tiff), goneOnWith)).isTrue();
    assertThat(names()).containsExactly("large.tif");
  }

  @Test
  void refusesFormatsItDoesNotWrite() {
    CommandRun run = generate("--output", "face.jpg");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines().get(0))
        .startsWith(
            "cannot write face.jpg: a picture's file ends in .png, .tif or .tiff, and a folder's"
                + " name in none of the usual endings of pictures.");
  }

  @Test
  void refusesWhatMakesSeveralPictures() {
    List<Object> options = new ArrayList<>(List.of("--output", folder.resolve("large.png")));
    options.addAll(List.of("--count", 2));
    CommandRun run = generate(options.toArray());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines().get(0))
        .startsWith(
            "--count does not go with one image that is streamed to a file or a deep zoom.");
    assertThat(generate("--deep-zoom", folder, "--output", folder).exitCode()).isEqualTo(2);
    assertThat(generate("--uncompressed").exitCode()).isEqualTo(2);
  }

  @Test
  void streamsFromAModelWhatItStreamsFromTheRun() throws IOException {
    Path model = folder.resolve("model.onnx");
    CommandRun.of("export", run, "--kind", "patch", "--output", model).succeeding();
    Path ofRun = folder.resolve("run.png");
    Path ofModel = folder.resolve("model.png");
    generate("--output", ofRun, "--first", 3).succeeding();

    CommandRun.of("generate", model, "--output", ofModel, "--first", 3).succeeding();

    assertThat(Pictures.largestDifference(ofRun, ofModel)).isLessThanOrEqualTo(1);
  }

  @Test
  void streamsFromNoModelThatDrawsWholeImages() {
    Path model = folder.resolve("model.onnx");
    CommandRun.of("export", run, "--kind", "region", "--output", model).succeeding();

    CommandRun streamed = CommandRun.of("generate", model, "--output", folder.resolve("large.png"));

    assertThat(streamed.exitCode()).isEqualTo(1);
    assertThat(streamed.errorLines())
        .containsExactly(
            "model.onnx is a model of kind region; --region, --repeat and pictures that are"
                + " streamed need one of kind patch");
    assertThat(folder.resolve("large.png")).doesNotExist();
  }

  @Test
  void refusesADeepZoomOverWhatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "mine");
    CommandRun run = generate("--deep-zoom", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(file + ": it exists already; name another folder, or remove it");
    assertThat(file).hasContent("mine");
  }
}
