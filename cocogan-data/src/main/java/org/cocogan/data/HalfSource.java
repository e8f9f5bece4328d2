package org.cocogan.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.cocogan.random.CountedRandom;

/**
 * Half of the images of a source, in the source's order: which half an image belongs to is drawn
 * from the number of images alone, and the two halves share none.
 */
public final class HalfSource extends WrappedSource {
  private final ImageSource whole;
  private final Half half;
  private final int[] numbers;

  /**
   * Takes half of a source, which it closes in the end.
   *
   * @throws DataException if the source has a single image
   */
  public HalfSource(ImageSource whole, Half half) {
    super(whole);
    int count = whole.entries().size();
    if (count < 2) {
      throw new DataException(whole.name() + ": has too few images to be halved");
    }
    this.whole = whole;
    this.half = half;
    int[] shuffled = shuffled(count);
    int middle = count / 2;
    this.numbers =
        half == Half.FIRST
            ? Arrays.copyOfRange(shuffled, 0, middle)
            : Arrays.copyOfRange(shuffled, middle, count);
    Arrays.sort(numbers);
  }

  private static int[] shuffled(int count) {
    CountedRandom random = CountedRandom.of(0, "halves", count);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private String called() {
    return half.name().toLowerCase(Locale.ROOT) + " half";
  }

  @Override
  public String name() {
    return whole.name() + ", " + called();
  }

  @Override
  public List<String> entries() {
    return half(whole.entries());
  }

  @Override
  public List<String> labels() {
    List<String> all = whole.labels();
    return all.isEmpty() ? all : half(all);
  }

  private List<String> half(List<String> all) {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return all.get(numbers[index]);
      }

      @Override
      public int size() {
        return numbers.length;
      }
    };
  }

  @Override
  public int number(int index) {
    return index;
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return whole.load(numbers[index], decoder, next);
  }

  @Override
  public String digest() {
    return FileListing.digest(whole.digest(), called());
  }
}
