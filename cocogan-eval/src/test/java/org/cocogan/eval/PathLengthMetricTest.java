package org.cocogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.metric.LatentSteps;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Shared;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.junit.jupiter.api.Test;

class PathLengthMetricTest {
  private static final int STEPS = 70;

  private static MetricRequest request(Shared shared) {
    PathLengthProvider provider = new PathLengthProvider();
    return new MetricRequest(
        NoiseImages.SIZE,
        3,
        STEPS,
        new Edges(new PatchLayout(NoiseImages.SIZE, new Size(4, 4), new Size(2, 2)), false, false),
        () -> NoiseImages.plain(1, 1),
        Parameters.of(provider.parameters(), Map.of("step", "0.1")),
        shared,
        Path.of("unused"),
        notice -> {});
  }

  private static byte[] grey(int level) {
    byte[] image = new byte[NoiseImages.SIZE.height() * NoiseImages.SIZE.width() * 3];
    Arrays.fill(image, (byte) level);
    return image;
  }

  /** Shares what is there. */
  private static Shared sharing(List<Object> all) {
    return new Shared() {
      @Override
      public <T> Optional<T> find(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
      }
    };
  }

  private static SharedFeatures features() {
    return new SharedFeatures(
        new MeanColours("mean-colours.onnx", 0),
        Optional.empty(),
        (what, done, total) -> {},
        NoiseImages.SIZE,
        3);
  }

  @Test
  void isTheSquareOfTheChangeOverThatOfTheStep() {
    LatentSteps steps =
        (number, step) -> new byte[][] {grey(100), grey(100 + (number % 2 == 0 ? 51 : 0))};
    Metric metric = new PathLengthProvider().create(request(sharing(List.of(features(), steps))));
    metric.add(grey(0));

    Score score = metric.scores().get(0);

    // Every second step changes the means of three channels by a fifth.
    assertThat(score.name()).isEqualTo("path_length_by_mean_colours");
    assertThat(score.value()).isCloseTo(3 * 0.04 / 0.01 / 2, within(1e-5));
    assertThat(score.standardError().orElseThrow())
        .isCloseTo(6 / Math.sqrt(STEPS - 1), within(1e-5));
    assertThat(score.better()).isEqualTo(Score.Better.LOWER);
  }

  @Test
  void needsImagesThatAreDrawn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PathLengthProvider().create(request(sharing(List.of(features())))))
        .withMessage(
            "the metric path_length draws on the way between latent vectors, and these images are"
                + " not drawn: measure a run");
  }
}
