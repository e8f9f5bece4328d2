package org.cocogan.exact;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Products of sizes, such as the length of an array. Where Java's own would quietly become another
 * number, these throw; {@code ExactProductsTest} of the command line sees to it that sizes are
 * multiplied by them alone.
 */
public final class Product {
  private Product() {}

  /**
   * The product of two sizes.
   *
   * @throws TooLargeException if it is beyond the range of an int
   */
  public static int of(int first, int second) {
    long product = (long) first * second;
    if (product != (int) product) {
      throw tooLarge(first, second);
    }
    return (int) product;
  }

  /**
   * The product of sizes; 1 of none.
   *
   * @throws TooLargeException if it is beyond the range of an int
   */
  public static int of(int... sizes) {
    int product = 1;
    for (int size : sizes) {
      long next = (long) product * size;
      if (next != (int) next) {
        throw tooLarge(sizes);
      }
      product = (int) next;
    }
    return product;
  }

  private static TooLargeException tooLarge(int... sizes) {
    return new TooLargeException(
        Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x "))
            + " is more than the "
            + Integer.MAX_VALUE
            + " that can be counted");
  }
}
