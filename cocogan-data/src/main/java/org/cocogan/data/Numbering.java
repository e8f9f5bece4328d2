package org.cocogan.data;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Numbers the items of several parts consecutively, part after part. */
final class Numbering<P> {
  private final List<P> parts;
  private final ToIntFunction<P> counts;
  private final Function<P, String> names;

  Numbering(List<P> parts, ToIntFunction<P> counts, Function<P, String> names) {
    this.parts = List.copyOf(parts);
    this.counts = counts;
    this.names = names;
  }

  /**
   * The place of an item.
   *
   * @param part that it belongs to
   * @param index of it in the part
   */
  record Place<P>(P part, int index) {}

  Place<P> place(int number) {
    int left = number;
    for (P part : parts) {
      if (left < counts.applyAsInt(part)) {
        return new Place<>(part, left);
      }
      left -= counts.applyAsInt(part);
    }
    throw new IndexOutOfBoundsException(number);
  }

  String name(P part, int index) {
    return names.apply(part) + "#" + index;
  }

  /** The names of all items, made when they are asked for. */
  List<String> list() {
    int count = parts.stream().mapToInt(counts).reduce(0, Math::addExact);
    return new AbstractList<>() {
      @Override
      public String get(int number) {
        Place<P> place = place(number);
        return name(place.part(), place.index());
      }

      @Override
      public int size() {
        return count;
      }
    };
  }
}
