package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.provider.Parameters;
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
    CoordinateSystem system = Providers.named(name).create(Layouts.N2M2, Parameters.none());
    assertThat(system.name()).isEqualTo(name);
    assertThat(system.layout()).isEqualTo(Layouts.N2M2);
  }
}
