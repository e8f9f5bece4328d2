package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cocogan.data.PackDescription;
import org.cocogan.data.PackWriter;
import org.cocogan.data.Preparation;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that cannot be learned from, and those that can in spite of their looks. */
class TrainingDataTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private CommandRun train(Object... options) {
    Object[] words = Arrays.copyOf(new Object[] {"--steps", 1}, 2 + options.length);
    System.arraycopy(options, 0, words, 2, options.length);
    return tiny.train(words);
  }

  private void assertRefused(CommandRun run, String message) throws IOException {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).containsExactly(message);
    assertThat(tiny.run().resolve("checkpoints")).doesNotExist();
    assertThat(tiny.run().resolve("config.yaml")).doesNotExist();
  }

  @Test
  void refusesAPathWhereNothingIs() throws IOException {
    Path gone = folder.resolve("gone");

    assertRefused(
        train("--set", "data_params.dataset=" + gone),
        "there is no folder, zip or pack %s; name the pictures: --set data_params.dataset=FOLDER"
            .formatted(gone));
    assertThat(tiny.run()).doesNotExist();
  }

  @Test
  void refusesAPlainTextFile() throws IOException {
    Path text = Files.writeString(folder.resolve("images.txt"), "no images");

    assertRefused(
        train("--set", "data_params.dataset=" + text),
        text + ": neither a folder nor a zip; put the images into one of them");
  }

  @Test
  void refusesAnEmptyFolder() throws IOException {
    tiny.clearImages();

    assertRefused(
        train(),
        tiny.images()
            + ": it has no images; name a folder or zip of PNG, JPEG, WebP, BMP or GIF images, at"
            + " any depth");
  }

  @Test
  void refusesImagesThatAreAllTooSmall() throws IOException {
    tiny.clearImages();
    tiny.addImage("small.png", 15, BufferedImage.TYPE_INT_RGB);
    tiny.addImage("tiny.png", 7, BufferedImage.TYPE_INT_RGB);

    assertRefused(
        train(),
        "images: none of its 2 images can be used; the first left out is small.png: its 15x15"
            + " pixels are too few for the wanted 16x16");
  }

  @Test
  void saysThatAPackWasMadeByAnOlderDecoderAndLearnsFromIt() throws IOException {
    Path pack = folder.resolve("old.pack");
    Size size = new Size(16, 16);
    try (PackWriter writer = new PackWriter(pack, size, 3, 8)) {
      for (int i = 0; i < 8; i++) {
        writer.add(new byte[16 * 16 * 3]);
      }
      writer.finish(new PackDescription("images", "0", Preparation.to(size), 0, 1));
    }

    assertThat(train("--set", "data_params.dataset=" + pack).succeeding().outputLines())
        .contains(
            pack
                + ": its images were decoded by an older version, which read some files wrongly,"
                + " lossy WebP among them; pack them again (docs/data.md says which)");
  }

  @Test
  void skipsWhatItCannotUseAndNamesIt() throws IOException {
    Files.writeString(tiny.images().resolve("torn.png"), "no png");
    tiny.addImage("small.png", 8, BufferedImage.TYPE_INT_RGB);

    CommandRun run = train().succeeding();

    assertThat(run.outputLines())
        .containsSubsequence(
            "packing 10 images of images (once)",
            "packed 8 images",
            "skipped 2 (--strict refuses them):",
            "  small.png: its 8x8 pixels are too few for the wanted 16x16")
        .anyMatch(line -> line.startsWith("  torn.png: "));
  }

  @Test
  void strictlyRefusesWhatItWouldSkip() throws IOException {
    byte[] whole = Files.readAllBytes(tiny.images().resolve("3.png"));
    Files.write(tiny.images().resolve("3.png"), Arrays.copyOf(whole, whole.length / 2));

    CommandRun run = train("--strict");

    assertThat(run.errorLines()).hasSize(1);
    assertRefused(run, run.errorLines().get(0));
    assertThat(run.errorLines().get(0))
        .startsWith("images: 3.png: ")
        .endsWith("; repair or remove it, or pack without strict");
  }

  @Test
  void learnsFromGreyAndTransparentImagesInColour() throws IOException {
    tiny.clearImages();
    tiny.addImage("grey.png", 16, BufferedImage.TYPE_BYTE_GRAY);
    tiny.addImage("transparent.png", 16, BufferedImage.TYPE_INT_ARGB);

    assertThat(train().succeeding().output()).contains("packed 2 images").doesNotContain("skipped");
  }

  @Test
  void learnsFromColourAndTransparentImagesInGrey() throws IOException {
    tiny.clearImages();
    tiny.addImage("colour.png", 16, BufferedImage.TYPE_INT_RGB);
    tiny.addImage("transparent.png", 16, BufferedImage.TYPE_INT_ARGB);

    assertThat(train("--set", "data_params.c_dim=1").succeeding().output())
        .contains("packed 2 images");
    assertThat(CommandRun.of("generate", tiny.run(), "--count", 1).succeeding().outputLines())
        .hasSize(2);
  }

  @Test
  void refusesOtherNumbersOfChannels() throws IOException {
    assertRefused(
        train("--set", "data_params.c_dim=4"),
        "command line: data_params.c_dim: must be 1 or 3, not 4");
  }
}
