package org.cocogan.text;

import java.util.Locale;

/** Formats a number with its noun, in the singular or the plural. */
public final class Counted {
  private Counted() {}

  /**
   * The number and the noun, such as {@code 1 image} and {@code 4000 images}.
   *
   * @param noun in the singular; its plural has an s more, after ch an es
   */
  public static String of(long number, String noun) {
    String ending = number == 1 ? "" : noun.endsWith("ch") ? "es" : "s";
    return String.format(Locale.ROOT, "%d %s%s", number, noun, ending);
  }
}
