package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.cocogan.eval.network.NetworkCache.Stored;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the network of full width with PyTorch, on files of 95 MB each that {@code
 * tools/fixtures/make_inception.py FOLDER --divide 1} makes; {@code -Dcocogan.inception=FOLDER}
 * names them.
 */
@EnabledIfSystemProperty(named = "cocogan.inception", matches = ".+")
class FullWidthInceptionTest {
  @TempDir Path cache;

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth", "graph.pb"})
  void givesTheFeaturesThatPyTorchGives(String weights) {
    Path folder = Path.of(System.getProperty("cocogan.inception"));
    Stored stored =
        new InceptionImport(new NetworkCache(cache)).run(folder.resolve(weights), Optional.empty());

    for (FeaturePreprocessing way : Fixtures.WAYS) {
      try (OnnxFeatureNetwork network =
          OnnxFeatureNetwork.open(
              stored.file(), FeatureNetworkOptions.defaults().with(way), new NetworkCache(cache))) {
        double single = Fixtures.difference(network, folder, Fixtures.SINGLE);
        double exact = Fixtures.difference(network, folder, Fixtures.DOUBLE);
        System.out.printf(
            "%s, %s: differs by %.1e at most, from double precision by %.1e%n",
            weights, way, single, exact);
        assertThat(network.dimension()).isEqualTo(2048);
        assertThat(network.classes()).isEqualTo(1008);
        assertThat(single).isLessThan(2e-4);
        assertThat(exact).isLessThan(2e-4);
      }
    }
  }
}
