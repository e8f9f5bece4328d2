package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
  @Test
  void areFoundByTheServiceLoader() {
    assertThat(Providers.all())
        .extracting(CoordinateSystemProvider::name)
        .containsExactlyInAnyOrder("euclidean", "cylindrical", "toroidal", "spherical", "torus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"euclidean", "cylindrical", "toroidal", "spherical"})
  void makeTheSystemOfTheirName(String name) {
    CoordinateSystem system = Providers.named(name).create(Layouts.N2M2, Map.of());
    assertThat(system.name()).isEqualTo(name);
    assertThat(system.layout()).isEqualTo(Layouts.N2M2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"euclidean", "cylindrical", "toroidal", "spherical"})
  void refuseParametersThatTheyDoNotHave(String name) {
    assertThatThrownBy(
            () -> Providers.named(name).create(Layouts.N2M2, Map.of("radius", 2, "centre", 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the coordinate system %s has no parameter centre, radius; known parameters: none"
                .formatted(name));
  }
}
