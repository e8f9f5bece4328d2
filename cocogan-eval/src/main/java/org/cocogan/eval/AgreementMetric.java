package org.cocogan.eval;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cocogan.dataset.DomainMap;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.patch.Size;

/**
 * CoGAN's pixel agreement ratio (Liu and Tuzel 2016): of a pair, whose two images lie side by side,
 * the first is mapped to the second domain as is known to be right, and the share of pixels that
 * equal the second image's is taken, both binarised at half of full brightness. The score is the
 * mean over pairs.
 *
 * <p>The same with each first image beside the second one of the pair before shows how much images
 * agree that do not belong together.
 */
final class AgreementMetric implements Metric {
  private static final int BRIGHT = 128;

  private final Size size;
  private final int channels;
  private final DomainMap map;
  private final RunningMean own = new RunningMean();
  private final RunningMean shuffled = new RunningMean();
  private Optional<byte[]> firstMapped = Optional.empty();
  private byte[] latestSecond = new byte[0];

  /**
   * Makes the metric.
   *
   * @param size of one image of a pair, half as wide as the pair
   * @param channels of both
   * @param map from the first domain to the second
   */
  AgreementMetric(Size size, int channels, DomainMap map) {
    this.size = size;
    this.channels = channels;
    this.map = map;
  }

  @Override
  public void add(byte[] pair) {
    byte[] mapped = map.apply(half(pair, 0), size, channels);
    byte[] second = half(pair, 1);
    own.add(agreement(mapped, second));
    if (firstMapped.isPresent()) {
      shuffled.add(agreement(mapped, latestSecond));
    } else {
      firstMapped = Optional.of(mapped);
    }
    latestSecond = second;
  }

  private byte[] half(byte[] pair, int which) {
    int line = Product.of(size.width(), channels);
    byte[] half = new byte[Product.of(size.height(), line)];
    for (int row = 0; row < size.height(); row++) {
      System.arraycopy(pair, (2 * row + which) * line, half, row * line, line);
    }
    return half;
  }

  private static double agreement(byte[] one, byte[] other) {
    int same = 0;
    for (int i = 0; i < one.length; i++) {
      if (isBright(one[i]) == isBright(other[i])) {
        same++;
      }
    }
    return (double) same / one.length;
  }

  private static boolean isBright(byte value) {
    return Byte.toUnsignedInt(value) >= BRIGHT;
  }

  @Override
  public List<Score> scores() {
    if (firstMapped.isEmpty()) {
      throw new IllegalStateException("agreement takes at least one pair");
    }
    String what = map.name().toLowerCase(Locale.ROOT) + " of the first and the second";
    Score pairs =
        new Score(
            "pairs",
            own.value(),
            own.standardError(),
            Better.HIGHER,
            "equal pixels of " + what + ", binarised at 0.5");
    if (own.count() < 2) {
      return List.of(pairs);
    }
    // The first image meets the second one of the last pair, so that every image counts once.
    shuffled.add(agreement(firstMapped.get(), latestSecond));
    return List.of(
        pairs,
        new Score(
            "shuffled",
            shuffled.value(),
            shuffled.standardError(),
            Better.NEITHER,
            "the same with images of different pairs"));
  }

  @Override
  public void close() {}
}
