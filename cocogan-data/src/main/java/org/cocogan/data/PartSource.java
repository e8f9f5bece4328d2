package org.cocogan.data;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Images of a source that follow one another, each prepared as in the whole source; their classes
 * are told by the whole source alone.
 */
public final class PartSource extends WrappedSource {
  private final ImageSource whole;
  private final int first;
  private final int count;

  /**
   * Takes a part of a source, which it closes in the end.
   *
   * @param first number of its first image
   * @param count how many
   */
  public PartSource(ImageSource whole, int first, int count) {
    super(whole);
    this.whole = whole;
    this.first = first;
    this.count = count;
  }

  private String called() {
    return "images " + first + " to " + (first + count - 1);
  }

  @Override
  public String name() {
    return whole.name() + ", " + called();
  }

  @Override
  public List<String> entries() {
    return whole.entries().subList(first, first + count);
  }

  /** They are told by the whole source alone. */
  @Override
  public List<String> labels() {
    return List.of();
  }

  /** What the whole source leaves out is told with its first image. */
  @Override
  public List<Skipped> skipped() {
    return first == 0 ? whole.skipped() : List.of();
  }

  @Override
  public int number(int index) {
    return whole.number(first + index);
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return whole.load(first + index, decoder, next);
  }

  @Override
  public String digest() {
    return FileListing.digest(whole.digest(), called());
  }
}
