package org.cocogan.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Converts whole numbers between lists, which records compare by value, and the arrays that
 * operations take.
 */
final class IntLists {
  private IntLists() {}

  static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
