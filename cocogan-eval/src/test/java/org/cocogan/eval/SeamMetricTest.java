package org.cocogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.dataset.Dataset;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Shared;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.junit.jupiter.api.Test;

class SeamMetricTest {
  private static final double TOLERANCE = 1e-12;

  private static Metric metric(
      Size full, Size micro, int channels, boolean cyclicRows, boolean cyclicColumns) {
    return new SeamMetric(
        full, channels, new Edges(new PatchLayout(full, micro, micro), cyclicRows, cyclicColumns));
  }

  private static Map<String, Double> values(Metric metric) {
    return metric.scores().stream().collect(Collectors.toMap(Score::name, Score::value));
  }

  @Test
  void tellsTheClosingPairFromBordersAndFromWhatIsWithin() {
    try (Metric metric = metric(new Size(1, 6), new Size(1, 2), 1, false, true)) {
      metric.add(new byte[] {0, 1, 11, 13, 43, 46});

      assertThat(values(metric))
          .containsOnlyKeys("columns_closing", "columns_border", "columns_within")
          .containsEntry("columns_closing", 46.0)
          .containsEntry("columns_border", (10 + 30) / 2.0)
          .containsEntry("columns_within", (1 + 2 + 3) / 3.0);
    }
  }

  @Test
  void measuresRowsAsItDoesColumns() {
    try (Metric metric = metric(new Size(6, 1), new Size(2, 1), 1, true, false)) {
      metric.add(new byte[] {0, 1, 11, 13, 43, 46});

      assertThat(values(metric))
          .containsOnlyKeys("rows_closing", "rows_border", "rows_within")
          .containsEntry("rows_closing", 46.0)
          .containsEntry("rows_border", 20.0)
          .containsEntry("rows_within", 2.0);
    }
  }

  @Test
  void averagesOverPixelsAndChannels() {
    try (Metric metric = metric(new Size(2, 2), new Size(2, 1), 3, false, false)) {
      metric.add(
          new byte[] {
            0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, (byte) 200,
          });

      assertThat(values(metric).get("columns_border")).isCloseTo(206 / 6.0, within(TOLERANCE));
      assertThat(values(metric).get("rows_within")).isCloseTo(206 / 6.0, within(TOLERANCE));
    }
  }

  @Test
  void takesBytesAsNumbersFromZeroTo255() {
    try (Metric metric = metric(new Size(1, 2), new Size(1, 1), 1, false, false)) {
      metric.add(new byte[] {0, (byte) 255});

      assertThat(values(metric)).containsEntry("columns_border", 255.0);
    }
  }

  @Test
  void seesNoClosingPairWhereEdgesDoNotMeet() {
    try (Metric metric = metric(new Size(2, 2), new Size(1, 1), 1, false, false)) {
      metric.add(new byte[4]);

      assertThat(values(metric)).containsOnlyKeys("columns_border", "rows_border");
    }
  }

  @Test
  void saysHowFarTheMeanOverImagesMightBeOff() {
    try (Metric metric = metric(new Size(1, 2), new Size(1, 1), 1, false, false)) {
      metric.add(new byte[] {0, 1});
      assertThat(metric.scores().get(0).standardError()).isEmpty();
      metric.add(new byte[] {0, 3});
      metric.add(new byte[] {0, 5});

      Score score = metric.scores().get(0);
      assertThat(score.value()).isCloseTo(3, within(TOLERANCE));
      assertThat(score.standardError().orElseThrow())
          .isCloseTo(Math.sqrt(4.0 / 3), within(TOLERANCE));
      assertThat(score.better()).isEqualTo(Score.Better.LOWER);
    }
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(MetricProvider.class))
        .filteredOn(provider -> provider.name().equals("seam"))
        .singleElement()
        .satisfies(
            provider -> {
              try (Metric metric = provider.create(request())) {
                assertThat(metric.scores()).isEmpty();
              }
            });
  }

  @Test
  void setsBorderOverWithinAgainstRealImages() {
    List<String> notices = new ArrayList<>();
    NoiseImages real = NoiseImages.plain(3, 10);
    NoiseImages drawn = NoiseImages.plain(4, 5);
    Size micro = new Size(2, 4);
    MetricRequest request =
        request(
            NoiseImages.SIZE,
            3,
            5,
            new Edges(new PatchLayout(NoiseImages.SIZE, micro, micro), false, true),
            () -> real,
            notices);

    try (Metric metric = new SeamProvider().create(request);
        Metric ofReal = new SeamMetric(NoiseImages.SIZE, 3, request.coordinates())) {
      for (int i = 0; i < 5; i++) {
        metric.add(drawn.image(i));
        ofReal.add(real.image(i));
      }
      Map<String, Double> its = values(ofReal);
      Map<String, Double> values = values(metric);

      for (String axis : List.of("columns", "rows")) {
        double ratio = ratio(values, axis);
        assertThat(values.get(axis + "_ratio")).isCloseTo(ratio, within(TOLERANCE));
        assertThat(values.get(axis + "_ratio_to_real"))
            .isCloseTo(ratio / ratio(its, axis), within(TOLERANCE));
      }
      assertThat(notices).isEmpty();
    }
  }

  private static double ratio(Map<String, Double> values, String axis) {
    return values.getOrDefault(axis + "_border", Double.NaN)
        / values.getOrDefault(axis + "_within", Double.NaN);
  }

  @Test
  void saysWhyThereAreNoRealImagesToCompareWith() {
    List<String> notices = new ArrayList<>();
    Size size = new Size(1, 4);
    Size micro = new Size(1, 2);
    MetricRequest request =
        request(
            size,
            1,
            1,
            new Edges(new PatchLayout(size, micro, micro), false, false),
            () -> {
              throw new CocoGanException("they are gone");
            },
            notices);

    try (Metric metric = new SeamProvider().create(request)) {
      metric.add(new byte[] {0, 1, 5, 6});

      assertThat(values(metric))
          .containsOnlyKeys("columns_border", "columns_within", "columns_ratio")
          .containsEntry("columns_ratio", 4.0);
      assertThat(notices).containsExactly("seam is not set against real images: they are gone");
    }
  }

  @Test
  void hasNoRatioWhereNothingDiffersWithin() {
    Size size = new Size(1, 4);
    try (SeamMetric metric =
        new SeamMetric(
            size,
            1,
            new Edges(new PatchLayout(size, new Size(1, 2), new Size(1, 2)), false, false))) {
      metric.add(new byte[] {3, 3, 5, 5});

      assertThat(metric.ratios()).isEmpty();
    }
  }

  @Test
  void hasNoMeanOfNothing() {
    RunningMean mean = new RunningMean();

    assertThatIllegalStateException().isThrownBy(mean::value);
    assertThat(mean.standardError()).isEqualTo(OptionalDouble.empty());
  }

  private static MetricRequest request(
      Size size,
      int channels,
      int images,
      CoordinateSystem coordinates,
      Supplier<Dataset> real,
      List<String> notices) {
    return new MetricRequest(
        size,
        channels,
        images,
        coordinates,
        real,
        Parameters.none(),
        Shared.nothing(),
        Path.of("cache"),
        notices::add);
  }

  private static MetricRequest request() {
    Size size = new Size(2, 2);
    return new MetricRequest(
        size,
        1,
        1,
        new Edges(new PatchLayout(size, size, size), false, false),
        () -> {
          throw new IllegalStateException("nobody asks for real images");
        },
        Parameters.none(),
        Shared.nothing(),
        Path.of("cache"),
        notice -> {});
  }
}
