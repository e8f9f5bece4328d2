package org.cocogan.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden numbers come from an implementation of SplitMix64 in another language. */
class CountedRandomTest {
  private static final int DRAWS = 200_000;

  @Test
  void drawsTheNumbersThatCheckpointsRelyOn() {
    assertThat(longs(0, "latent", 0))
        .containsExactly(-4117050295358844871L, 6196745937509550292L, 466211680125774632L);
    assertThat(longs(1, "latent", 0))
        .containsExactly(-381344158344076997L, -8036557534181637460L, -2158963266315244980L);
    assertThat(longs(0, "latent", 1))
        .containsExactly(5572266424799505920L, -3195000044807559487L, -2346548686520455809L);
    assertThat(longs(-5, "Größe", 1L << 40))
        .containsExactly(3644482322683929665L, -5783758338003237311L, -4921719710047364450L);
  }

  private static List<Long> longs(long seed, String purpose, long count) {
    CountedRandom random = CountedRandom.of(seed, purpose, count);
    return List.of(random.nextLong(), random.nextLong(), random.nextLong());
  }

  @Test
  void drawsTheSameFractionsOnEveryMachine() {
    CountedRandom doubles = golden();
    assertThat(doubles.nextDouble()).isEqualTo(0.21681007999256896);
    assertThat(doubles.nextDouble()).isEqualTo(0.6351801842009672);
    CountedRandom floats = golden();
    assertThat(floats.nextFloat()).isEqualTo(3637469 * 0x1.0p-24f);
    assertThat(floats.nextFloat(-1, 1)).isEqualTo(10656555 * 0x1.0p-23f - 1);
    CountedRandom whole = golden();
    assertThat(whole.nextInt(10)).isEqualTo(2);
    assertThat(whole.nextInt(1000)).isEqualTo(635);
    assertThat(whole.nextInt(Integer.MAX_VALUE)).isEqualTo(418063449);
    CountedRandom normal = golden();
    assertThat(normal.nextGaussian()).isEqualTo(-1.2319128564066768);
    assertThat(normal.nextGaussian()).isEqualTo(-1.4046100655036904);
    assertThat(normal.nextGaussian()).isEqualTo(1.309405829077463);
  }

  private static CountedRandom golden() {
    return CountedRandom.of(7, "golden", 3);
  }

  @Test
  void startsAnewForEqualSeedPurposeAndCount() {
    assertThat(longs(11, "positions", 5)).isEqualTo(longs(11, "positions", 5));
  }

  @Test
  void givesEverySeedPurposeAndCountAStreamOfItsOwn() {
    Set<Long> first = new HashSet<>();
    int streams = 0;
    for (long seed = -3; seed <= 3; seed++) {
      for (String purpose : List.of("latent", "latenu", "tnetal", "mixing")) {
        for (long count = 0; count < 500; count++) {
          first.add(CountedRandom.of(seed, purpose, count).nextLong());
          streams++;
        }
      }
    }
    assertThat(first).hasSize(streams);
  }

  @Test
  void drawsNeighbouringStreamsIndependently() {
    assertThat(correlation("latent", 0, "latent", 1)).isLessThan(0.01);
    assertThat(correlation("latent", 0, "mixing", 0)).isLessThan(0.01);
  }

  /** For independent numbers its deviation is 1 / √draws = 0.0022. */
  private static double correlation(String left, long leftCount, String right, long rightCount) {
    CountedRandom a = CountedRandom.of(3, left, leftCount);
    CountedRandom b = CountedRandom.of(3, right, rightCount);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += (a.nextDouble() - 0.5) * (b.nextDouble() - 0.5);
    }
    return Math.abs(sum / DRAWS * 12);
  }

  @Test
  void spreadsFractionsEvenly() {
    CountedRandom random = CountedRandom.of(20190401, "uniform", 0);
    int[] bins = new int[20];
    for (int i = 0; i < DRAWS; i++) {
      float value = random.nextFloat();
      assertThat(value >= 0 && value < 1).isTrue();
      bins[(int) (value * bins.length)]++;
    }
    // 43.8 is the 0.999 quantile of chi squared with 19 degrees of freedom.
    assertThat(chiSquared(bins)).isLessThan(43.8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 20})
  void drawsEveryWholeNumberBelowTheBoundEquallyOften(int bound) {
    CountedRandom random = CountedRandom.of(20190401, "whole", bound);
    int[] bins = new int[bound];
    for (int i = 0; i < DRAWS; i++) {
      bins[random.nextInt(bound)]++;
    }
    assertThat(chiSquared(bins)).isLessThan(43.8);
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 30) + 1, Integer.MAX_VALUE})
  void coversLargeBoundsEvenly(int bound) {
    CountedRandom random = CountedRandom.of(20190401, "large", bound);
    int[] bins = new int[20];
    for (int i = 0; i < DRAWS; i++) {
      int value = random.nextInt(bound);
      assertThat(value).isBetween(0, bound - 1);
      bins[(int) ((long) value * bins.length / bound)]++;
    }
    assertThat(chiSquared(bins)).isLessThan(43.8);
  }

  private static double chiSquared(int[] bins) {
    double expected = (double) DRAWS / bins.length;
    double sum = 0;
    for (int bin : bins) {
      sum += (bin - expected) * (bin - expected) / expected;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesABoundBelowOne(int bound) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> golden().nextInt(bound))
        .withMessage("a random number below " + bound + " does not exist");
  }

  @Test
  void drawsNormalNumbersWithTheirMoments() {
    CountedRandom random = CountedRandom.of(20190401, "normal", 0);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      values.add(random.nextGaussian());
    }
    assertThat(moment(values, 1)).isCloseTo(0, within(0.01));
    assertThat(moment(values, 2)).isCloseTo(1, within(0.02));
    assertThat(moment(values, 3)).isCloseTo(0, within(0.05));
    assertThat(moment(values, 4)).isCloseTo(3, within(0.1));
    assertThat(values.stream().filter(value -> Math.abs(value) < 1).count() / (double) DRAWS)
        .isCloseTo(0.6827, within(0.005));
  }

  private static double moment(List<Double> values, int order) {
    return values.stream().mapToDouble(value -> Math.pow(value, order)).average().orElseThrow();
  }

  @Test
  void staysBelowTheUpperEndOfARange() {
    // The first fraction of this stream is the largest there is, 1 - 2^-24.
    assertThat(CountedRandom.of(0, "edge", 7599011).nextFloat()).isEqualTo(1 - 0x1.0p-24f);
    assertThat(CountedRandom.of(0, "edge", 7599011).nextFloat(-1, 1)).isEqualTo(1 - 0x1.0p-23f);
    assertThat(CountedRandom.of(0, "edge", 7599011).nextFloat(1, 2)).isLessThan(2);
  }
}
