package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no settings file at all. */
class YamlMistakesTest {
  @TempDir Path folder;

  @Test
  void refusesAFileThatIsNotThere() {
    assertRefused(folder.resolve("gone.yaml"), ": there is no such file");
  }

  @Test
  void refusesAFolder() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Examples.READER.read(folder))
        .withMessageStartingWith(folder + ": cannot be read: ");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertRefused(
        file(new byte[0]),
        ": is empty; it needs the sections data_params, train_params, loss_params, model_params and"
            + " log_params");
    assertThat(Examples.problems("# nothing but a comment\n")).hasSize(1);
  }

  @Test
  void refusesAFileThatIsNoMapping() {
    assertThat(Examples.problems("\n- data_params\n"))
        .singleElement()
        .asString()
        .startsWith("run.yaml:2: must be a mapping of sections; it needs the sections data_params");
    assertThat(Examples.problems("celeba")).hasSize(1);
  }

  @Test
  void refusesBytesThatAreNotUtf8AndNamesTheirLine() throws IOException {
    byte[] bytes = "data_params:\n  dataset: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(file(bytes), ":2: is not UTF-8; save it as UTF-8");
  }

  @Test
  void refusesACharacterThatYamlForbidsAndNamesItsLine() {
    assertThat(Examples.problems("data_params:\n  dataset: a\u0007b\n"))
        .containsExactly("run.yaml:2: has a character that YAML forbids: U+0007");
  }

  @Test
  void refusesMoreThanAMegabyte() throws IOException {
    String padding = "# " + "x".repeat(97) + "\n";
    byte[] large = (Examples.SMALLEST + padding.repeat(10_000)).getBytes(StandardCharsets.UTF_8);
    byte[] fitting = (Examples.SMALLEST + padding.repeat(9_990)).getBytes(StandardCharsets.UTF_8);

    String message = ": is larger than 1 MB, which no settings file is; is it the right file?";
    assertRefused(file(large), message);
    assertThat(Examples.problems(new String(large, StandardCharsets.UTF_8)))
        .containsExactly("run.yaml" + message);
    assertThat(Examples.READER.read(file(fitting)).experiment())
        .isEqualTo(Examples.read(Examples.SMALLEST));
  }

  @Test
  void tellsLineAndColumnOfASyntaxError() {
    assertThat(Examples.problems("data_params:\n  dataset: [1, 2\ntrain_params:\n"))
        .singleElement()
        .asString()
        .matches("run\\.yaml:3:\\d+: is no YAML: .+");
    assertThat(Examples.problems("data_params:\n\tdataset: celeba\n"))
        .singleElement()
        .asString()
        .startsWith("run.yaml:2:1: is no YAML: found character '\\t(TAB)'");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(Examples.problems(Examples.SMALLEST + "---\nmore: 1\n"))
        .singleElement()
        .asString()
        .startsWith("run.yaml:11:1: is no YAML: ");
  }

  @Test
  void refusesAnAliasBombBeforeItGrows() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String aliases = ("*a" + (i - 1) + ", ").repeat(8) + "*a" + (i - 1);
      bomb.append("a")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [")
          .append(aliases)
          .append("]\n");
    }

    assertThat(Examples.problems(bomb.toString()))
        .containsExactly(
            "run.yaml:2:10: has an alias, which settings do not take; write the value out");
  }

  @Test
  void refusesAListThatContainsItself() {
    assertThat(Examples.problems("model_params:\n  coordinate_parameters: &a {b: *a}\n"))
        .containsExactly(
            "run.yaml:2:33: has an alias, which settings do not take; write the value out");
  }

  @Test
  void refusesEndlessNesting() {
    assertThat(Examples.problems("model_params:\n  " + "[".repeat(100_000)))
        .singleElement()
        .asString()
        .startsWith("run.yaml:2:")
        .endsWith("is nested too deeply; settings take at most 20 levels");
  }

  @Test
  void refusesAKeyThatIsSetTwice() {
    String yaml = Examples.training("glr: 1e-4", "dlr: 1e-4", "glr: 2e-4");

    assertThat(Examples.problems(yaml))
        .containsExactly(
            "run.yaml:11: train_params.glr: is already set in line 9; keep one of them");
  }

  @Test
  void refusesASectionThatIsThereTwice() {
    assertThat(Examples.problems(Examples.section("train_params", "glr: 1e-4")))
        .containsExactly("run.yaml:11: train_params: is already set in line 7; keep one of them");
  }

  @Test
  void refusesASectionThatIsNoMapping() {
    assertThat(Examples.problems(Examples.SMALLEST + "model_params: 3\n"))
        .containsExactly("run.yaml:11: model_params: must be a mapping of keys to values");
  }

  @Test
  void refusesAKeyThatIsNoWord() {
    assertThat(Examples.problems(Examples.training("[1, 2]: 3")))
        .containsExactly("run.yaml:9: train_params: has a key that is no word");
  }

  @Test
  void constructsNoJavaObject() {
    assertThat(Examples.problems(Examples.training("seed: !!java.net.URL [\"http://a.test\"]")))
        .singleElement()
        .asString()
        .startsWith("run.yaml:9:9: is no YAML: Global tag is not allowed");
  }

  @Test
  void acceptsAByteOrderMarkWindowsLinesAndAnEmptySection() {
    String yaml = "\ufeff" + (Examples.SMALLEST + "loss_params:\n").replace("\n", "\r\n");

    assertThat(Examples.read(yaml)).isEqualTo(Examples.read(Examples.SMALLEST));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("run.yaml"), bytes);
  }

  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Examples.READER.read(file))
        .withMessage(file + message);
  }
}
