package org.cocogan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cocogan.random.CountedRandom;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;

class LatentSpaceTest {
  @Test
  void drawsUniformEntriesFromMinusOneToOne() {
    float[] entries = entries(Distribution.UNIFORM);

    assertThat(stream(entries).min().orElseThrow()).isBetween(-1.0, -0.99);
    assertThat(stream(entries).max().orElseThrow()).isBetween(0.99, 0.9999999);
    assertThat(meanSquare(entries)).isCloseTo(1.0 / 3, within(0.01));
  }

  @Test
  void drawsNormalEntriesOfDeviationOne() {
    float[] entries = entries(Distribution.NORMAL);

    assertThat(stream(entries).max().orElseThrow()).isGreaterThan(3);
    assertThat(meanSquare(entries)).isCloseTo(1, within(0.03));
  }

  @Test
  void givesEachVectorARow() {
    assertThat(LatentSpace.uniform(5).draw(3, CountedRandom.of(1, "latent", 0)).shape())
        .isEqualTo(Shape.of(3, 5));
  }

  private static float[] entries(Distribution distribution) {
    return new LatentSpace(100, distribution).draw(100, CountedRandom.of(1, "latent", 0)).values();
  }

  private static DoubleStream stream(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static double meanSquare(float[] values) {
    return stream(values).map(value -> value * value).average().orElseThrow();
  }
}
