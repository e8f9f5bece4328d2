package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main commands, with both engines, where numbers are usually written in other digits. */
class ForeignLocaleTest {
  /** Digits that are not those of ASCII. */
  private static final Pattern FOREIGN = Pattern.compile("(?![0-9])\\p{Nd}");

  private static final List<String> TEXTS = List.of(".yaml", ".json", ".jsonl", ".log", ".md");

  private final Locale usual = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void goHome() {
    Locale.setDefault(usual);
  }

  private static void run(Object... words) {
    CommandRun run = CommandRun.of(words).succeeding();
    assertThat(run.output() + run.errors()).doesNotContainPattern(FOREIGN);
  }

  @ParameterizedTest
  @CsvSource({"fa-IR, djl", "ar-EG, dl4j", "bn-BD, djl", "my-MM, dl4j"})
  void hasTheSameDigitsInNamesAndTexts(String locale, String engine) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(String.format(Locale.getDefault(), "%d", 1)).containsPattern(FOREIGN);
    TinyExperiment tiny = TinyExperiment.in(folder);
    Path model = folder.resolve("model.onnx");

    run(tiny.words("check"));
    run(tiny.words("coordinates", "--figure", folder.resolve("coordinates.png")));
    run(tiny.words("train", "--backend", engine, "--steps", 2));
    assertThat(tiny.train("--backend", engine).succeeding().output())
        .contains("going on from step 2 (" + tiny.checkpoint(2) + ")")
        .doesNotContainPattern(FOREIGN);
    run("generate", tiny.run(), "--count", 2);
    run("generate", tiny.run(), "--backend", engine, "--count", 4, "--sheet");
    run("generate", tiny.run(), "--output", folder.resolve("large.tif"), "--deep-zoom", zoom());
    run("interpolate", tiny.run(), "--images", "0,1", "--frames");
    run("export", tiny.run(), "--output", model);
    run("generate", model, "--count", 1);
    run("evaluate", tiny.run(), "--samples", 4, "--json");
    run("evaluate", tiny.run(), "--samples", 4, "--all-checkpoints");
    run("data", "prepare", "images", tiny.images(), "--output", folder.resolve("images.pack"));

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        assertThat(file.toString()).doesNotContainPattern(FOREIGN);
        if (TEXTS.stream().anyMatch(file.toString()::endsWith)) {
          assertThat(Files.readString(file, StandardCharsets.UTF_8)).doesNotContainPattern(FOREIGN);
        }
      }
    }
    assertThat(tiny.loggedSteps()).isEqualTo(TinyExperiment.stepsTo(4));
  }

  private Path zoom() {
    return folder.resolve("zoom");
  }
}
