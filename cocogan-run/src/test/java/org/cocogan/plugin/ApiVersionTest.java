package org.cocogan.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.1.7, true",
    "0.1.0-SNAPSHOT, 0.1, true",
    "0.1.0, 0.2.0, false",
    "0.1.0, 1.1.0, false",
    "1.0.0, 1.3.2, true",
    "2.0.0, 1.0.0, false"
  })
  void fitsWithinAMajorVersionAndBelowOneWithinAMinorOne(String one, String other, boolean fits) {
    assertThat(ApiVersion.of(one).fits(ApiVersion.of(other))).isEqualTo(fits);
    assertThat(ApiVersion.of(other).fits(ApiVersion.of(one))).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "one.two", "0.1x", "99999999999.0", "${project.version}"})
  void refusesWhatIsNoVersion(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiVersion.of(text))
        .withMessage("'" + text + "' is no version such as 0.1.0");
  }

  @Test
  void knowsTheVersionOfThisProgram() {
    assertThat(ApiVersion.ofThisProgram().text()).startsWith("0.1.");
  }
}
