package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md and the table of settings the same. */
class ConfigurationManualTest {
  private static final Path MANUAL =
      Examples.repository().resolve("docs").resolve("configuration.md");
  private static final Path CONFIGS = Examples.repository().resolve("configs");
  private static final String BEGIN = "<!-- settings: begin -->\n";
  private static final String END = "<!-- settings: end -->\n";
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void explainsEveryKey() throws IOException {
    String manual = Files.readString(MANUAL);
    String table = table();
    String before = manual.substring(0, manual.indexOf(BEGIN) + BEGIN.length());
    String after = manual.substring(manual.indexOf(END));
    if (Boolean.getBoolean("cocogan.updateDocs")) {
      Files.writeString(MANUAL, before + table + after);
      return;
    }

    assertThat(manual)
        .as(
            "the table in docs/configuration.md; to update it, run: mvn -pl cocogan-core -am test"
                + " -Dtest=ConfigurationManualTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dcocogan.updateDocs=true")
        .isEqualTo(before + table + after);
  }

  @Test
  void showsThreeExamplesThatLoad() throws IOException {
    List<String> examples = examples();

    assertThat(examples).hasSize(3);
    assertThat(examples).allMatch(yaml -> Examples.warnings(yaml).isEmpty());
    assertThat(Examples.read(examples.get(0))).isEqualTo(experiment("CelebA_128x128_N4M4S64.yaml"));
    assertThat(Examples.read(examples.get(2))).isEqualTo(experiment("small/portraits-32.yaml"));
  }

  @Test
  void knowsEverySettingThatIsDescribed() throws IllegalAccessException {
    List<Object> described = new ArrayList<>();
    for (Class<?> keys :
        List.of(
            DataKeys.class,
            TrainingKeys.class,
            GrowthKeys.class,
            LossKeys.class,
            NetworkKeys.class,
            LogKeys.class)) {
      for (Field field : keys.getDeclaredFields()) {
        if (field.getType() == Setting.class) {
          described.add(field.get(keys));
        }
      }
    }

    assertThat(new ArrayList<Object>(Settings.ALL)).containsExactlyInAnyOrderElementsOf(described);
    assertThat(Settings.keys()).doesNotHaveDuplicates();
  }

  private static Experiment experiment(String file) {
    return Examples.READER.read(CONFIGS.resolve(file)).experiment();
  }

  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(MANUAL));
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    return examples;
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    for (Section section : Section.values()) {
      table
          .append("\n### ")
          .append(section.key())
          .append("\n\n")
          .append(section.meaning())
          .append("\n\n| Key | Value | Default | From | Meaning |\n|---|---|---|---|---|\n");
      Settings.in(section).forEach(setting -> table.append(row(setting)));
    }
    return table.append('\n').toString();
  }

  private static String row(Setting<?> setting) {
    String key = "`" + setting.key() + "`";
    return "| %s | %s | %s | %s | %s |%n"
        .formatted(
            setting.boundToCheckpoint() ? "**" + key + "**" : key,
            escaped(setting.type().description()),
            setting.writeDefault().map(value -> "`" + value + "`").orElse("required"),
            setting.authors() ? "authors" : "ours",
            setting.meaning())
        .replace(System.lineSeparator(), "\n");
  }

  /** Signs that Markdown would take for its own. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\|*<>\\[\\]]", "\\\\$0");
  }
}
