package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;

class InitialValuesTest {
  private static final Initializer NORMAL = new Initializer.TruncatedNormal(0.05);

  @Test
  void drawNormalNumbersWithinTwoDeviations() {
    float[] values = values(NORMAL, "weight", 1);

    assertThat(stream(values).max().orElseThrow()).isBetween(0.099, (double) 0.1f);
    assertThat(stream(values).min().orElseThrow()).isBetween((double) -0.1f, -0.099);
    assertThat(mean(values)).isCloseTo(0, within(0.0005));
    // A standard normal cut off at two has the deviation 0.8796.
    assertThat(deviation(values)).isCloseTo(0.05 * 0.8796, within(0.0003));
  }

  @Test
  void drawNormalNumbersAroundAMean() {
    float[] values = values(new Initializer.Normal(0, 0.02), "weight", 1);

    assertThat(mean(values)).isCloseTo(0, within(0.0005));
    assertThat(deviation(values)).isCloseTo(0.02, within(0.0003));
    // One in 22 numbers lies beyond two deviations.
    assertThat(stream(values).filter(value -> Math.abs(value) > 0.04).count())
        .isBetween(1600L, 2050L);
    assertThat(mean(values(new Initializer.Normal(1, 0.02), "weight", 1)))
        .isCloseTo(1, within(0.0005));
  }

  @Test
  void drawUniformNumbersUpToTheLimit() {
    float[] values = values(new Initializer.Uniform(0.3), "weight", 1);

    assertThat(stream(values).max().orElseThrow()).isBetween(0.299, (double) 0.3f);
    assertThat(stream(values).min().orElseThrow()).isBetween((double) -0.3f, -0.299);
    assertThat(mean(values)).isCloseTo(0, within(0.003));
    assertThat(deviation(values)).isCloseTo(0.3 / Math.sqrt(3), within(0.002));
  }

  @Test
  void areConstantWhereTheParameterIs() {
    assertThat(values(new Initializer.Constant(0.75f), "gamma", 1)).containsOnly(0.75f);
  }

  @Test
  void dependOnSeedAndNameAlone() {
    assertThat(values(NORMAL, "weight", 1))
        .isEqualTo(values(NORMAL, "weight", 1))
        .isNotEqualTo(values(NORMAL, "weight", 2))
        .isNotEqualTo(values(NORMAL, "other", 1));
  }

  @Test
  void haveTheShapeOfTheParameter() {
    Parameter parameter = new Parameter("weight", Shape.of(4, 3, 2, 1), true, NORMAL);

    assertThat(InitialValues.of(parameter, 1).shape()).isEqualTo(Shape.of(4, 3, 2, 1));
  }

  private static float[] values(Initializer initializer, String name, long seed) {
    HostArray array =
        InitialValues.of(new Parameter(name, Shape.of(200, 200), true, initializer), seed);
    return array.values();
  }

  private static double mean(float[] values) {
    return stream(values).average().orElseThrow();
  }

  private static double deviation(float[] values) {
    return Math.sqrt(stream(values).map(value -> value * value).average().orElseThrow());
  }

  private static DoubleStream stream(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }
}
