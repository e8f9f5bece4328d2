package org.cocogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScorePicture;
import org.cocogan.metric.Shared;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.junit.jupiter.api.Test;

class NearestNeighboursMetricTest {
  private static final NoiseImages REAL = NoiseImages.plain(1, 50);

  private static Metric metric(NoiseImages measured) {
    NearestNeighboursProvider provider = new NearestNeighboursProvider();
    Metric metric =
        provider.create(
            new MetricRequest(
                NoiseImages.SIZE,
                3,
                measured.count(),
                new Edges(
                    new PatchLayout(NoiseImages.SIZE, new Size(4, 4), new Size(2, 2)),
                    false,
                    false),
                () -> REAL,
                Parameters.of(provider.parameters(), Map.of("samples", "4", "neighbours", "3")),
                Shared.nothing(),
                Path.of("unused"),
                notice -> {}));
    for (int i = 0; i < measured.count(); i++) {
      metric.add(measured.image(i));
    }
    return metric;
  }

  private static double distance(byte[] one, byte[] other) {
    return Math.sqrt(
        IntStream.range(0, one.length)
            .mapToDouble(i -> Math.pow((one[i] & 0xff) - (other[i] & 0xff), 2))
            .average()
            .orElseThrow());
  }

  @Test
  void showsTheNearestTrainingImagesBesideEach() {
    NoiseImages drawn = NoiseImages.plain(2, 6);
    Metric metric = metric(drawn);
    List<Score> scores = metric.scores();
    ScorePicture picture = metric.pictures().get(0);

    assertThat(picture.columns()).isEqualTo(4);
    assertThat(picture.images()).hasSize(4 * 4);
    for (int row = 0; row < 4; row++) {
      byte[] image = drawn.image(row);
      List<byte[]> nearest =
          IntStream.range(0, REAL.count())
              .mapToObj(REAL::image)
              .sorted(Comparator.comparingDouble(real -> distance(image, real)))
              .limit(3)
              .toList();
      assertThat(picture.images().get(row * 4)).isEqualTo(image);
      assertThat(picture.images().subList(row * 4 + 1, row * 4 + 4))
          .usingElementComparator(Arrays::compare)
          .isEqualTo(nearest);
    }
    assertThat(scores).extracting(Score::name).containsExactly("nearest_distance", "nearest_ratio");
    assertThat(scores.get(1).value()).isCloseTo(1, within(0.3));
  }

  @Test
  void copiesAreNoDistanceFromTheirOriginals() {
    List<Score> scores = metric(REAL).scores();

    assertThat(scores.get(0).value()).isZero();
    assertThat(scores.get(1).value()).isZero();
  }
}
