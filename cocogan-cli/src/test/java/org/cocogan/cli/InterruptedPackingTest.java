package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.cocogan.data.Pack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while images are packed. */
@EnabledOnOs(OS.LINUX)
class InterruptedPackingTest {
  /** Large enough that packing takes seconds, and Ctrl-C comes long before its end. */
  private static final int SIDE = 2500;

  private static final int IMAGES = 40;

  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void makeImages() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", file);
    images = Files.createDirectory(folder.resolve("large"));
    for (int i = 0; i < IMAGES; i++) {
      // Bytes behind its end make it another file and the same image.
      Files.write(
          images.resolve(String.format(Locale.ROOT, "%02d.png", i)),
          Arrays.copyOf(file.toByteArray(), file.size() + i));
    }
  }

  @Test
  void prepareSaysHowToGoOnAndGoesOn() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path pack = out.resolve("large.pack");
    Object[] words = {"data", "prepare", "images", images, "--output", pack, "--size", "600,600"};

    CommandRun run;
    try (ProgramProcess process = ProgramProcess.start(folder, words)) {
      // Once the journal has a second line there is something to go on with.
      while (!hasLines(out.resolve("large.pack.journal"), 2)) {
        assertThat(process.endsWithin(Duration.ofMillis(5))).isFalse();
      }
      process.interrupt();
      run = process.end();
    }

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .matches("packing was interrupted at \\d\\d\\.png; pack again to go on from there");
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("large.pack.partial", "large.pack.journal");

    CommandRun.of(words).succeeding();

    try (Pack packed = Pack.open(pack)) {
      packed.verify();
      assertThat(packed.count()).isEqualTo(IMAGES);
    }
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("large.pack", "large.pack.png");
  }

  private static boolean hasLines(Path file, int count) throws IOException {
    return Files.exists(file) && Files.readAllLines(file).size() >= count;
  }

  @Test
  void trainStopsWhileItPacks() throws Exception {
    TinyExperiment tiny = TinyExperiment.in(folder);

    CommandRun run;
    try (ProgramProcess process =
        ProgramProcess.start(
            folder, tiny.words("train", "--set", "data_params.dataset=" + images))) {
      process.await(line -> line.equals("packing " + IMAGES + " images of large (once)"));
      process.interrupt();
      run = process.end();
    }

    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .startsWith("packing was interrupted at ");
    List<String> cached =
        TinyExperiment.files(folder.resolve("cache")).stream().map(TinyExperiment::name).toList();
    assertThat(cached).noneMatch(name -> name.endsWith(".pack"));
    assertThat(tiny.run().resolve("config.yaml")).doesNotExist();
  }
}
