package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.cocogan.eval.network.NetworkCache.Stored;
import org.cocogan.eval.network.NetworkProvenance.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class NetworkCacheTest {
  @TempDir Path folder;

  @Test
  void givesTheBestKnownNetworkFirst() {
    NetworkCache cache = new NetworkCache(folder);
    Stored unknown = store(cache, "one", Trust.NONE);
    Stored known = store(cache, "two", Trust.KNOWN);

    assertThat(cache.list()).containsExactly(known, unknown);
    assertThat(cache.requireInception()).isEqualTo(known.file());
  }

  @Test
  void anotherSourceOfTheSameNetworkTakesNoTrustAway() {
    NetworkCache cache = new NetworkCache(folder);
    Stored known = store(cache, "one", Trust.KNOWN);

    assertThat(store(cache, "one", Trust.NONE)).isEqualTo(known);
    assertThat(cache.list()).containsExactly(known);
  }

  @Test
  void keepsNothingThatFailsItsTrial() {
    NetworkCache cache = new NetworkCache(folder);

    assertThatThrownBy(
            () ->
                cache.store(
                    new byte[] {1},
                    source(Trust.KNOWN),
                    file -> {
                      throw new FeatureNetworkException("no network");
                    }))
        .hasMessage("no network");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysHowToGetANetwork() {
    NetworkCache cache = new NetworkCache(folder.resolve("none"));

    assertThat(cache.inception()).isEmpty();
    assertThatThrownBy(cache::requireInception)
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("./cocogan inception fetch")
        .hasMessageContaining("--features");
  }

  private static Stored store(NetworkCache cache, String content, Trust trust) {
    return cache.store(content.getBytes(StandardCharsets.UTF_8), source(trust), file -> 1);
  }

  private static NetworkCache.Source source(Trust trust) {
    String digest = trust == Trust.KNOWN ? OfficialWeights.SHA_256 : "0".repeat(64);
    return new NetworkCache.Source(trust, "weights.pth", digest, "PyTorch's zip");
  }
}
