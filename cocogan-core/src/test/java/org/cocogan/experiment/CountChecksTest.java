package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountChecksTest {
  /** Every key whose value is a whole number, but the seed, which nothing is as large as. */
  static Stream<Setting<?>> counts() {
    return Settings.ALL.stream()
        .filter(setting -> setting.type().description().contains("whole number"))
        .filter(setting -> !setting.equals(TrainingKeys.SEED));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void everyCountHasALargestValueThatIsSaid(Setting<?> setting) {
    assertThat(setting.type().description()).containsPattern("whole number from \\d+ to \\d+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1e12", "1e16", "9223372036854775807", "1e99"})
  void anAbsurdCountIsRefusedByItsKeyAlone(String count) {
    for (Setting<?> setting : counts().toList()) {
      String value = setting.type() instanceof SizeType ? "[" + count + ", 8]" : count;
      if (setting.equals(GrowthKeys.GROW_BATCHES)) {
        value = "{8: " + count + "}";
      }
      assertThat(problems(setting, value))
          .anyMatch(problem -> problem.contains(setting.id() + ": "))
          .allMatch(problem -> problem.contains(setting.id() + ": "));
    }
  }

  private static List<String> problems(Setting<?> setting, String value) {
    YamlText text = new YamlText("run.yaml", Examples.SMALLEST);
    SettingsReading reading =
        new SettingsReading(Examples.KNOWN, text, Map.of(setting.id(), value), "given");
    return Examples.lines(
        catchThrowableOfType(SettingsException.class, reading::result).problems());
  }

  @Test
  void refusesABatchOfMoreNumbersThanATensorHas() {
    String yaml =
        Examples.with("full_image_size: [32, 32]", "full_image_size: [1024, 1024]")
            .replace("macro_patch_size: [16, 16]", "macro_patch_size: [1024, 1024]");

    assertThat(Examples.problems(yaml.replace("batch_size: 32", "batch_size: 683")))
        .containsExactly(
            "run.yaml:8: train_params.batch_size: 683 macro patches of [1024, 1024] with 3 channels"
                + " are 2148532224 numbers, but a tensor has at most 2147483647; choose at most 682");
    assertThat(Examples.warnings(yaml.replace("batch_size: 32", "batch_size: 682"))).isEmpty();
  }
}
