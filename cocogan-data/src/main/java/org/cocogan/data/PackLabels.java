package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cocogan.exact.Product;

/**
 * The classes of a pack's images.
 *
 * @param classes their names, sorted; empty if the images have none
 * @param numbers the number of each image's class among these, 16 bits from the lowest byte on, in
 *     Base64
 */
record PackLabels(List<String> classes, String numbers) {
  static final PackLabels NONE = new PackLabels(List.of(), "");

  private static final int MOST_CLASSES = 1000;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_IMAGES = 5_000_000;

  PackLabels {
    classes = List.copyOf(classes);
  }

  /**
   * The labels of a source.
   *
   * @throws DataException if there are more than a pack can have
   */
  static PackLabels of(ImageSource source, List<Skipped> skipped) {
    List<String> labels = source.labels();
    if (labels.isEmpty()) {
      return NONE;
    }
    List<String> classes = List.copyOf(new TreeSet<>(labels));
    Set<String> left = skipped.stream().map(Skipped::name).collect(Collectors.toSet());
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (!left.contains(source.entries().get(i))) {
        numbers.add(Collections.binarySearch(classes, labels.get(i)));
      }
    }
    requirePossible(source, classes, numbers.size());
    Set<Integer> there = new HashSet<>(numbers);
    for (int number = 0; number < classes.size(); number++) {
      if (!there.contains(number)) {
        throw new DataException(
            "%s: none of the images of the class %s can be used"
                .formatted(source.name(), classes.get(number)));
      }
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(Short.BYTES, numbers.size())).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(number -> bytes.putShort(number.shortValue()));
    return new PackLabels(classes, Base64.getEncoder().encodeToString(bytes.array()));
  }

  private static void requirePossible(ImageSource source, List<String> classes, int images) {
    if (classes.size() > MOST_CLASSES || images > MOST_IMAGES) {
      throw new DataException(
          "%s: has %s classes and %s images; packs have at most %s and, with classes, %s"
              .formatted(source.name(), classes.size(), images, MOST_CLASSES, MOST_IMAGES));
    }
    classes.stream()
        .filter(
            name -> name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
        .findFirst()
        .ifPresent(
            name -> {
              throw new DataException(
                  "%s: a class has a name of at most %s letters, unlike %s"
                      .formatted(
                          source.name(),
                          LONGEST_NAME,
                          name.substring(0, Math.min(name.length(), LONGEST_NAME))
                              .replaceAll("\\p{Cntrl}", "?")));
            });
  }

  /**
   * The number of each image's class; empty if the images have none.
   *
   * @param images how many there are
   * @throws DataException if the labels are not so many, or of no class; the message does not name
   *     the file
   */
  short[] of(int images) {
    if (classes.isEmpty()) {
      return new short[0];
    }
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getDecoder().decode(numbers)).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.remaining() == (long) Short.BYTES * images) {
        short[] found = new short[images];
        bytes.asShortBuffer().get(found);
        boolean known = true;
        for (short number : found) {
          known &= number >= 0 && number < classes.size();
        }
        if (known) {
          return found;
        }
      }
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
    throw damaged(new IllegalArgumentException("not a class for each of " + images));
  }

  private static DataException damaged(IllegalArgumentException cause) {
    return new DataException("its labels are damaged; pack the images again", cause);
  }
}
