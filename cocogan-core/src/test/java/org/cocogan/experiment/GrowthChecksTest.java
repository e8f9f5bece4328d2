package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in the settings of growth; macro patches of 32, micro patches of 8 pixels. */
class GrowthChecksTest {
  private static String growing(String... lines) {
    return Examples.training(lines).replace("[16, 16]", "[32, 32]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "24", "32", "64"})
  void refusesASideThatGrowthCannotBeginWith(String side) {
    assertThat(Examples.problems(growing("grow_from: " + side)))
        .containsExactly(
            "run.yaml:9: train_params.grow_from: must be 16: a power of two below the macro"
                + " patch's side of 32, with micro patches of at least 4 pixels");
  }

  @Test
  void refusesToGrowWhereHalfThePatchesAreTooSmall() {
    assertThat(Examples.problems(Examples.training("grow_from: 8").replace("[8, 8]", "[4, 4]")))
        .containsExactly(
            "run.yaml:9: train_params.grow_from: there is nothing to grow: patches of half these"
                + " sizes are too small; write False");
  }

  @Test
  void refusesBatchesAndRatesOfOtherSides() {
    assertThat(
            Examples.problems(
                growing("grow_from: 16", "grow_batches: {8: 4, 16: 2}", "grow_rates: {64: 1e-3}")))
        .containsExactly(
            "run.yaml:10: train_params.grow_batches: no macro patches have a side of 8; they grow"
                + " through 16 and 32",
            "run.yaml:11: train_params.grow_rates: no macro patches have a side of 64; they grow"
                + " through 16 and 32");
  }

  @Test
  void refusesEpochsWhileBatchesChange() {
    assertThat(Examples.problems(growing("grow_from: 16", "epochs: 3")))
        .containsExactly(
            "run.yaml:10: train_params.epochs: cannot be counted while batches change; write inf,"
                + " and give steps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{8: 1}|at 8 must be a whole number from 2 to 65536, not 1",
        "8|must be a mapping of macro patches' sides in pixels, each to a whole number from 2"
            + " to 65536, such as {8: 64, 16: 32}",
        "{small: 4}|must be a mapping of macro patches' sides in pixels, each to a whole number from"
            + " 2 to 65536, such as {8: 64, 16: 32}; small is no side"
      })
  void refusesWhatIsNoMappingOfSides(String value, String message) {
    assertThat(Examples.problems(growing("grow_batches: " + value)))
        .containsExactly("run.yaml:9: train_params.grow_batches: " + message);
  }

  @Test
  void warnsOfBatchesThatNothingGrowsWith() {
    assertThat(Examples.warnings(growing("grow_batches: {8: 4}")))
        .containsExactly(
            "run.yaml:9: warning: train_params.grow_batches: has no effect unless grow_from says"
                + " where to begin");
  }
}
