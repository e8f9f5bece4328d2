package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cocogan.eval.network.NetworkCache.Stored;
import org.cocogan.eval.network.NetworkProvenance.Trust;
import org.cocogan.file.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InceptionImportTest {
  private static final double BOUND = 2e-4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth", "graph.pb"})
  void givesTheFeaturesThatPyTorchGives(String weights) {
    Stored stored = imported(Fixtures.file(weights));

    for (FeaturePreprocessing way : Fixtures.WAYS) {
      try (OnnxFeatureNetwork network =
          OnnxFeatureNetwork.open(
              stored.file(), FeatureNetworkOptions.defaults().with(way), cache())) {
        for (String expected : List.of(Fixtures.SINGLE, Fixtures.DOUBLE)) {
          assertThat(Fixtures.difference(network, Fixtures.folder(), expected))
              .as("%s, %s", way, expected)
              .isLessThan(BOUND);
        }
        assertThat(network.dimension()).isEqualTo(2048 / Fixtures.DIVISOR);
        assertThat(network.classes()).isEqualTo(1008 / Fixtures.DIVISOR);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FeaturePreprocessing.class,
      names = {"TENSORFLOW", "PYTORCH_FID", "CLEAN"})
  void eachPreprocessingHasFeaturesOfItsOwn(FeaturePreprocessing way) {
    int images = Fixtures.images(Fixtures.folder()).size();
    float[][] expected =
        Fixtures.expected(Fixtures.file(Fixtures.SINGLE), images * Fixtures.WAYS.size());
    int own = Fixtures.WAYS.indexOf(way);
    int other = (own + 1) % Fixtures.WAYS.size();

    assertThat(greatest(expected[own * images], expected[other * images]))
        .isGreaterThan(10 * BOUND);
  }

  private static double greatest(float[] one, float[] two) {
    double greatest = 0;
    for (int i = 0; i < one.length; i++) {
      greatest = Math.max(greatest, Math.abs(one[i] - two[i]));
    }
    return greatest;
  }

  @Test
  void everyFormGivesTheSameFile() {
    assertThat(imported(Fixtures.file("legacy.pth")).file())
        .isEqualTo(imported(Fixtures.file("zip.pth")).file())
        .isEqualTo(imported(Fixtures.file("graph.pb")).file());
  }

  @Test
  void aNetworkIsCalledByItsDigestAndSaysWhatItWasMadeOf() throws IOException {
    Path source = Fixtures.file("legacy.pth");
    Stored stored = imported(source);

    assertThat(stored.file()).hasFileName(Digests.of(stored.file()) + ".onnx");
    assertThat(stored.provenance().sourceFile()).isEqualTo("legacy.pth");
    assertThat(stored.provenance().sourceDigest()).isEqualTo(Digests.of(source));
    assertThat(stored.provenance().trialMean()).isPositive();
    assertThat(cache().provenance(stored.provenance().digest())).contains(stored.provenance());
  }

  @Test
  void unknownWeightsAreNotCalledTheFidInception() {
    Stored stored = imported(Fixtures.file("zip.pth"));

    assertThat(stored.provenance().trust()).isEqualTo(Trust.NONE);
    try (OnnxFeatureNetwork network =
        OnnxFeatureNetwork.open(stored.file(), FeatureNetworkOptions.defaults(), cache())) {
      assertThat(network.isFidInception()).isFalse();
      assertThat(network.name())
          .isEqualTo("unverified-inception-" + network.digest().substring(0, 8));
      assertThat(network.preprocessing()).isEqualTo(FeaturePreprocessing.TENSORFLOW);
    }
  }

  @Test
  void weightsOfAStatedDigestAreAndStaySo() throws IOException {
    Path source = Fixtures.file("zip.pth");
    Stored stated = importer().run(source, Optional.of(Digests.of(source)));
    Stored again = imported(Fixtures.file("graph.pb"));

    assertThat(stated.provenance().trust()).isEqualTo(Trust.STATED);
    assertThat(again.provenance()).isEqualTo(stated.provenance());
    try (OnnxFeatureNetwork network =
        OnnxFeatureNetwork.open(again.file(), FeatureNetworkOptions.defaults(), cache())) {
      assertThat(network.isFidInception()).isTrue();
      assertThat(network.name()).isEqualTo("inception-2015-12-05");
    }
  }

  @Test
  void aChangedNetworkIsNoLongerKnown() throws IOException {
    Path source = Fixtures.file("zip.pth");
    Stored stored = importer().run(source, Optional.of(Digests.of(source)));
    byte[] model = Files.readAllBytes(stored.file());
    model[model.length / 2] ^= 1;
    Files.write(stored.file(), model);

    try (OnnxFeatureNetwork network =
        OnnxFeatureNetwork.open(stored.file(), FeatureNetworkOptions.defaults(), cache())) {
      assertThat(network.isFidInception()).isFalse();
    }
  }

  @Test
  void refusesAFileOfAnotherDigestThanStated() {
    Path source = Fixtures.file("zip.pth");
    String other = "0".repeat(64);

    assertThatThrownBy(() -> importer().run(source, Optional.of(other)))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("zip.pth: has the SHA-256 ")
        .hasMessageContaining("not " + other);
    assertThat(folder.resolve("networks")).doesNotExist();
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    assertThatThrownBy(
            () -> new InceptionImport(cache()).run(Fixtures.file("zip.pth"), Optional.empty()))
        .hasMessageContaining("is another network than the FID Inception: its Conv2d_1a_3x3")
        .hasMessageContaining("[2, 3, 3, 3], not [32, 3, 3, 3]");
    assertThatThrownBy(() -> imported(Fixtures.file("kinds.pth")))
        .hasMessageContaining("none is called Conv2d_1a_3x3.conv.weight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth", "graph.pb"})
  void refusesATruncatedFile(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.file(name));
    for (double share : new double[] {0, 0.0001, 0.01, 0.5, 0.9, 0.99999}) {
      Path part = folder.resolve("part-" + name);
      Files.write(part, Arrays.copyOf(whole, (int) (whole.length * share)));

      assertThatThrownBy(() -> imported(part))
          .as("%s of %s", share, name)
          .isInstanceOf(FeatureNetworkException.class)
          .hasMessageStartingWith(part.toString());
    }
    assertThat(folder.resolve("networks")).doesNotExist();
  }

  @Test
  void refusesDamagedWeights() throws IOException {
    byte[] zip = Files.readAllBytes(Fixtures.file("zip.pth"));
    zip[zip.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.pth"), zip);

    assertThatThrownBy(() -> imported(damaged)).hasMessageContaining("is damaged");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("index.html"), "<html>");
    Path packed = Files.write(folder.resolve("a.tgz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    assertThatThrownBy(() -> imported(text))
        .hasMessageContaining("wanted is pt_inception-2015-12-05-6726825d.pth");
    assertThatThrownBy(() -> imported(packed)).hasMessageContaining("unpack it");
    assertThatThrownBy(() -> imported(folder.resolve("none.pth")))
        .hasMessageContaining("no such file");
  }

  private Stored imported(Path file) {
    return importer().run(file, Optional.empty());
  }

  private InceptionImport importer() {
    return new InceptionImport(cache(), Fixtures.DIVISOR);
  }

  private NetworkCache cache() {
    return new NetworkCache(folder.resolve("networks"));
  }
}
