package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private static final int SIDE = 16;

  @TempDir Path folder;

  private Path photos;
  private Path file;

  @BeforeEach
  void paint() throws IOException {
    photos = Files.createDirectory(folder.resolve("my photos"));
    file = folder.resolve("photos.yaml");
    Random random = new Random(1);
    for (int i = 0; i < 8; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        image.setRGB(pixel % SIDE, pixel / SIDE, random.nextInt());
      }
      ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
    }
    Files.copy(photos.resolve("7.png"), photos.resolve("8.png"));
  }

  @Test
  void writesAConfigurationThatChecksAndTrains() throws IOException {
    CommandRun run = CommandRun.of("init", photos, "--output", file).succeeding();

    assertThat(run.errors()).isEmpty();
    assertThat(run.outputLines())
        .contains("pictures   9 pictures of 16x16 in my photos, in colour; 1 repeated file")
        .anyMatch(line -> line.startsWith("machine    "))
        .anyMatch(line -> line.matches("step {7}\\d+\\.\\d{3} s, measured now.*"))
        .contains("  train      ./cocogan train " + file);
    CommandRun check = CommandRun.of("check", file).succeeding();
    assertThat(check.errors()).isEmpty();
    CommandRun train =
        CommandRun.of(
                "train",
                file,
                "--steps",
                2,
                "--set",
                "log_params.log_dir=" + folder.resolve("runs"))
            .succeeding();
    assertThat(train.output()).contains("finished at step 2");
    assertThat(folder.resolve("runs/my photos/samples/step-00000000.png")).isRegularFile();
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.writeString(file, "mine");

    CommandRun run = CommandRun.of("init", photos, "--output", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(file + " exists already; name another file, or remove it");
    assertThat(file).hasContent("mine");
  }

  @Test
  void takesSizeAndCoordinatesThatAreAskedForAndAnotherMachine() throws IOException {
    CommandRun.of(
            "init",
            photos,
            "--output",
            file,
            "--for",
            "gpu",
            "--image-size",
            "16,16",
            "--coordinates",
            "toroidal")
        .succeeding();

    assertThat(Files.readString(file))
        .contains("coordinate_system: toroidal", "device: gpu", "full_image_size: [16, 16]");
    CommandRun.of("check", file).succeeding();
  }

  @Test
  void mentionsClassesWherePicturesLieInFolders() throws IOException {
    Path pets = folder.resolve("pets");
    List<Path> pictures = TinyExperiment.files(photos);
    for (int i = 0; i < 4; i++) {
      Path of = Files.createDirectories(pets.resolve(i < 2 ? "cats" : "dogs"));
      Files.copy(pictures.get(i), of.resolve(i + ".png"));
    }

    CommandRun.of("init", pets, "--output", file, "--for", "gpu", "--image-size", "16,16")
        .succeeding();

    assertThat(Files.readString(file)).contains("  # classes: folders");
  }

  @Test
  void saysWhatIsMissingBeforeAnythingIsWritten() {
    CommandRun run = CommandRun.of("init", folder.resolve("none"), "--output", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1).first().asString().contains("none");
    assertThat(file).doesNotExist();
  }
}
