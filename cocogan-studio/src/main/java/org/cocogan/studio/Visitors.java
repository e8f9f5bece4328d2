package org.cocogan.studio;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The visitors that the server lets in: those who know it by an address, by {@code localhost} or by
 * the name it was given. Another name may be one of a page elsewhere that its owner has made to
 * lead here.
 *
 * @param name that the server was given
 */
record Visitors(String name) {
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}]");

  /**
   * Checks the header Host.
   *
   * @throws Refusal if it names another server
   */
  void check(String host) {
    String known = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    if (!known.equals("localhost")
        && !known.equals(name.toLowerCase(Locale.ROOT))
        && !ADDRESS.matcher(known).matches()) {
      throw Refusal.bad("the header Host names another server than this");
    }
  }
}
