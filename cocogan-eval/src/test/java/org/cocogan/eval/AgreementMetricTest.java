package org.cocogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.cocogan.dataset.DomainMap;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Shared;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.cocogan.random.CountedRandom;
import org.junit.jupiter.api.Test;

class AgreementMetricTest {
  private static final Size SIZE = new Size(4, 4);

  /** An image beside another. */
  private static byte[] pair(byte[] first, byte[] second) {
    byte[] pair = new byte[2 * first.length];
    int width = SIZE.width();
    for (int row = 0; row < SIZE.height(); row++) {
      System.arraycopy(first, row * width, pair, 2 * row * width, width);
      System.arraycopy(second, row * width, pair, (2 * row + 1) * width, width);
    }
    return pair;
  }

  private static byte[] noise(int number) {
    CountedRandom random = CountedRandom.of(3, "noise", number);
    byte[] image = new byte[SIZE.height() * SIZE.width()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) random.nextInt(256);
    }
    return image;
  }

  private static Map<String, Double> scores(DomainMap map, byte[]... pairs) {
    try (Metric metric = new AgreementMetric(SIZE, 1, map)) {
      for (byte[] pair : pairs) {
        metric.add(pair);
      }
      return metric.scores().stream().collect(Collectors.toMap(Score::name, Score::value));
    }
  }

  @Test
  void isOneWhereTheSecondImageIsTheMappedFirst() {
    for (DomainMap map : DomainMap.values()) {
      byte[] one = noise(1);
      byte[] two = noise(2);

      Map<String, Double> scores =
          scores(map, pair(one, map.apply(one, SIZE, 1)), pair(two, map.apply(two, SIZE, 1)));

      assertThat(scores.get("pairs")).isEqualTo(1);
      assertThat(scores.get("shuffled")).isLessThan(1);
    }
  }

  @Test
  void isTheShareOfEqualPixelsAfterBinarisingAtAHalf() {
    byte[] black = new byte[16];
    byte[] second = new byte[16];
    second[0] = 127;
    second[1] = (byte) 128;
    second[2] = (byte) 255;

    assertThat(scores(DomainMap.NEGATIVE, pair(black, second)))
        .containsOnlyKeys("pairs")
        .containsEntry("pairs", 2 / 16.0);
    assertThat(scores(DomainMap.EDGES, pair(black, second))).containsEntry("pairs", 14 / 16.0);
  }

  @Test
  void putsEveryFirstImageBesideAnotherPairsSecondForTheFloor() {
    byte[] black = new byte[16];
    byte[] white = DomainMap.NEGATIVE.apply(black, SIZE, 1);

    Map<String, Double> scores =
        scores(DomainMap.NEGATIVE, pair(black, white), pair(black, white), pair(white, black));

    assertThat(scores.get("pairs")).isEqualTo(1);
    assertThat(scores.get("shuffled")).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(MetricProvider.class))
        .filteredOn(provider -> provider.name().equals("agreement"))
        .singleElement()
        .satisfies(
            provider -> provider.create(request(new Size(2, 4), Map.of("map", "edges"))).close());
  }

  @Test
  void saysWhatItNeeds() {
    AgreementProvider provider = new AgreementProvider();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.create(request(new Size(2, 4), Map.of())))
        .withMessage("map: is missing; it must be edges or negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.create(request(new Size(2, 3), Map.of("map", "edges"))))
        .withMessage(
            "the metric agreement compares the two halves of a pair; images of 2x3 have no two"
                + " halves");
    assertThatIllegalStateException()
        .isThrownBy(() -> scores(DomainMap.EDGES))
        .withMessage("agreement takes at least one pair");
  }

  private static MetricRequest request(Size size, Map<String, String> parameters) {
    return new MetricRequest(
        size,
        1,
        1,
        new Edges(new PatchLayout(size, size, size), false, false),
        () -> {
          throw new IllegalStateException("nobody asks for real images");
        },
        Parameters.of(new AgreementProvider().parameters(), parameters),
        Shared.nothing(),
        Path.of("cache"),
        notice -> {});
  }
}
