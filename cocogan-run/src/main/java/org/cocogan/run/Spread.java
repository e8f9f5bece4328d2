package org.cocogan.run;

import java.util.ArrayList;
import java.util.List;

/** Picks some of a long list, evenly spread, that stand for all of it. */
public final class Spread {
  private Spread() {}

  /**
   * At most so many of a list, evenly spread, the first and the last among them.
   *
   * @param most at least two
   */
  public static <T> List<T> of(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      chosen.add(all.get(Math.toIntExact((long) i * (all.size() - 1) / (most - 1))));
    }
    return chosen;
  }
}
