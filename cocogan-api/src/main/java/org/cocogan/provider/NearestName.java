package org.cocogan.provider;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a misspelt name. */
public final class NearestName {
  private static final int LONGEST = 100;

  private NearestName() {}

  /**
   * The name with the fewest letters to change, put in, left out or swapped with their neighbour;
   * none if that is more than a third of them.
   */
  public static Optional<String> of(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    return names.stream()
        .min(Comparator.<String>comparingInt(name -> distance(written, name)))
        .filter(name -> distance(written, name) <= Math.max(1, name.length() / 3));
  }

  /**
   * The words that a message ends with, such as {@code ; did you mean glr?}; empty if no name is
   * near.
   */
  public static String hint(String written, Collection<String> names) {
    return of(written, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** Optimal string alignment distance, upper and lower case alike. */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, a, b, i, j);
      }
    }
    return distance[a.length()][b.length()];
  }

  private static int step(int[][] distance, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int changed = distance[i - 1][j - 1] + (same ? 0 : 1);
    int best = Math.min(changed, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
  }
}
