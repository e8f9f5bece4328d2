package org.cocogan.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.exact.Product;
import org.cocogan.provider.NearestName;
import org.cocogan.random.CountedRandom;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * The space that latent vectors are drawn from: independent entries of one distribution, followed,
 * where images have classes, by one entry for each class: 1 for the image's own, 0 for the others.
 *
 * @param independent entries of one distribution ({@code z_dim})
 * @param distribution of each of these: uniform in [-1, 1), or normal
 * @param classes names of the classes, each with a weight not negative: how often it is drawn, as
 *     against the others; their entries are in this order; empty where images have none
 */
public record LatentSpace(
    int independent, Distribution distribution, SortedMap<String, Integer> classes) {
  /**
   * Copies the classes.
   *
   * @throws IllegalArgumentException if there is no independent entry, a weight is negative, or
   *     there are classes of which none can be drawn
   */
  public LatentSpace {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    if (independent < 1) {
      throw new IllegalArgumentException("a latent vector has at least one independent entry");
    }
    boolean drawn = classes.isEmpty() || totalWeight(classes) > 0;
    if (!drawn || classes.values().stream().anyMatch(weight -> weight < 0)) {
      throw new IllegalArgumentException(
          "weights of classes are from 0, one of them above, not " + classes);
    }
  }

  /** Makes a space of images without classes. */
  public LatentSpace(int dimension, Distribution distribution) {
    this(dimension, distribution, Collections.emptySortedMap());
  }

  /** Entries uniform in [-1, 1), as in COCO-GAN. */
  public static LatentSpace uniform(int dimension) {
    return new LatentSpace(dimension, Distribution.UNIFORM);
  }

  /** Entries of a latent vector, those of classes included. */
  public int dimension() {
    return independent + classes.size();
  }

  /** Names of the classes, in the order of their entries. */
  public List<String> classNames() {
    return List.copyOf(classes.keySet());
  }

  /**
   * The same space, in which one class alone is drawn; the other entries of a vector stay as they
   * are.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public LatentSpace only(String name) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no class " + name + ": it was trained without data_params.classes");
    }
    if (!classes.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is no class %s%s; known: %s"
              .formatted(
                  name,
                  NearestName.hint(name, classes.keySet()),
                  String.join(", ", classes.keySet())));
    }
    SortedMap<String, Integer> alone = new TreeMap<>(classes);
    alone.replaceAll((other, weight) -> other.equals(name) ? 1 : 0);
    return new LatentSpace(independent, distribution, alone);
  }

  /**
   * A vector that is wholly of one class: of the one that an estimated vector is of most.
   *
   * @param estimated [dimension]
   */
  public HostArray ofOneClass(HostArray estimated) {
    float[] values = estimated.values().clone();
    int most = independent;
    for (int i = independent; i < values.length; i++) {
      most = estimated.values()[i] > estimated.values()[most] ? i : most;
    }
    for (int i = independent; i < values.length; i++) {
      values[i] = i == most ? 1 : 0;
    }
    return new HostArray(estimated.shape(), values);
  }

  /** Draws latent vectors, [count, dimension], each of a class drawn by its weight. */
  public HostArray draw(int count, CountedRandom random) {
    float[] values = new float[Product.of(count, dimension())];
    for (int row = 0; row < count; row++) {
      drawIndependent(values, row, random);
      if (!classes.isEmpty()) {
        mark(values, row, drawnClass(random));
      }
    }
    return new HostArray(Shape.of(count, dimension()), values);
  }

  /**
   * Draws latent vectors of given classes, [number of classes given, dimension].
   *
   * @param numbers the class of each, by its place in {@link #classNames()}
   */
  public HostArray draw(int[] numbers, CountedRandom random) {
    float[] values = new float[Product.of(numbers.length, dimension())];
    for (int row = 0; row < numbers.length; row++) {
      drawIndependent(values, row, random);
      mark(values, row, numbers[row]);
    }
    return new HostArray(Shape.of(numbers.length, dimension()), values);
  }

  private void drawIndependent(float[] values, int row, CountedRandom random) {
    int start = Product.of(row, dimension());
    for (int i = 0; i < independent; i++) {
      values[start + i] = entry(random);
    }
  }

  private void mark(float[] values, int row, int number) {
    values[Product.of(row, dimension()) + independent + number] = 1;
  }

  private int drawnClass(CountedRandom random) {
    double left = random.nextDouble() * totalWeight(classes);
    int number = 0;
    int last = 0;
    for (int weight : classes.values()) {
      if (weight > 0) {
        last = number;
        if (left < weight) {
          break;
        }
        left -= weight;
      }
      number++;
    }
    return last;
  }

  private static long totalWeight(Map<String, Integer> classes) {
    return classes.values().stream().mapToLong(weight -> weight).sum();
  }

  private float entry(CountedRandom random) {
    return distribution == Distribution.UNIFORM
        ? random.nextFloat(-1, 1)
        : distribution.draw(random);
  }

  /** The range of the independent entries, in words. */
  public String range() {
    return distribution == Distribution.UNIFORM ? "entries in [-1, 1)" : "standard normal entries";
  }
}
