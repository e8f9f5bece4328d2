package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts that would take over a terminal, or look like a line of the program. */
class HostileTextTest {
  private static final String FORGED = "cocogan: all is well";

  /** Colours red, names the window, rings, and goes on with a line of its own. */
  private static final String NAME = "evil\u001b[31m\u001b]0;pwned\u0007\u009b1m\r\n" + FORGED;

  private static final String SHOWN =
      "evil\\u001b[31m\\u001b]0;pwned\\u0007\\u009b1m\\r\\n" + FORGED;

  @TempDir Path folder;

  private static void assertHarmless(CommandRun run) {
    assertThat((run.output() + run.errors()).replace("\n", ""))
        .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f]");
    assertThat((run.output() + run.errors()).lines()).noneMatch(line -> line.startsWith(FORGED));
  }

  private Path zip(String... damaged) throws IOException {
    Path zip = folder.resolve("images.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      out.putNextEntry(new ZipEntry("whole.png"));
      ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", out);
      for (String name : damaged) {
        out.putNextEntry(new ZipEntry(name));
        out.write("no image".getBytes(StandardCharsets.US_ASCII));
      }
    }
    return zip;
  }

  private CommandRun prepare(Path source, Object... options) {
    Object[] words = new Object[options.length + 7];
    Object[] first = {"data", "prepare", "images", source, "--size=16,16", "--output"};
    System.arraycopy(first, 0, words, 0, first.length);
    words[first.length] = folder.resolve("out.pack");
    System.arraycopy(options, 0, words, first.length + 1, options.length);
    return CommandRun.of(words);
  }

  @Test
  void namesImagesHarmlessly() throws IOException {
    CommandRun run = prepare(zip(NAME + ".png")).succeeding();

    assertHarmless(run);
    assertThat(run.output()).contains(SHOWN);
  }

  @Test
  void namesImagesHarmlesslyInFailures() throws IOException {
    CommandRun run = prepare(zip(NAME + ".png"), "--strict");

    assertThat(run.exitCode()).isEqualTo(1);
    assertHarmless(run);
    assertThat(run.errors()).contains(SHOWN);
  }

  @Test
  void givesProgramsTheWholeNames() throws IOException {
    String name = NAME + "x".repeat(5000) + ".png";

    CommandRun run = prepare(zip(name), "--json").succeeding();

    assertHarmless(run);
    assertThat(run.json().at("/skipped_images/0").toString()).contains("x".repeat(5000));
  }

  @Test
  void cutsLongNames() throws IOException {
    CommandRun run = prepare(zip("x".repeat(60_000) + ".png")).succeeding();

    assertThat(run.output()).contains("xx [...] xx");
    assertThat(run.outputLines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1001));
  }

  @Test
  void repeatsWrongWordsHarmlessly() {
    CommandRun run = CommandRun.of("check", "a.yaml", NAME, "--" + NAME);

    assertThat(run.exitCode()).isEqualTo(2);
    assertHarmless(run);
    assertThat(run.errors()).contains(SHOWN);
    assertHarmless(CommandRun.of(NAME));
    assertHarmless(CommandRun.of("data", "prepare", NAME));
    assertHarmless(CommandRun.of("train", "a.yaml", "--steps", NAME));
  }

  @Test
  void quotesConfigurationsHarmlessly() throws IOException {
    Path file = folder.resolve("a.yaml");
    String escaped =
        NAME.replace("\u001b", "\\e")
            .replace("\u0007", "\\a")
            .replace("\u009b", "\\x9b")
            .replace("\r", "\\r")
            .replace("\n", "\\n");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT, "data_params:%n  dataset: \"%s\"%n  \"%s\": 1%n", escaped, escaped));

    CommandRun run = CommandRun.of("check", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertHarmless(run);
    assertThat(run.errors()).contains(SHOWN);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void passesOnWhatPluginsPrintAndLogHarmlessly() throws Exception {
    PluggedExperiment plugged = PluggedExperiment.in(folder);
    plugged
        .flat(
            "// constructor",
            """
            System.out.println("out\\u001b[31m");
            System.err.print("err\\u009b31m");
            org.slf4j.LoggerFactory.getLogger("log").warn("log\\u001b[31m\\n%s");
            """
                .formatted(FORGED))
        .jar("x.jar");

    try (ProgramProcess process =
        ProgramProcess.start(folder, plugged.tiny().words("check", "--plugins", "plugins"))) {
      CommandRun run = process.end().succeeding();
      assertHarmless(run);
      assertThat(run.outputLines()).first().isEqualTo("out\\u001b[31m");
      assertThat(run.errors()).contains("err\\u009b31m", "log\\u001b[31m " + FORGED);
    }
  }
}
