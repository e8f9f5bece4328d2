package org.cocogan.run;

import java.util.function.Supplier;
import org.cocogan.CocoGanException;

/** Turns the refusal of an argument into an error for the user whose value it is. */
public final class Given {
  private Given() {}

  /**
   * Uses values; where they are refused as arguments, that is the user's to mend.
   *
   * @throws CocoGanException in the place of an {@link IllegalArgumentException}
   */
  public static <T> T use(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new CocoGanException(String.valueOf(e.getMessage()), e);
    }
  }
}
