package org.cocogan.exact;

/** Divisions that round up, such as of items over rows; Java has them from 18 on. */
public final class Division {
  private Division() {}

  /**
   * How many parts hold all of something.
   *
   * @param whole not negative
   * @param part at least one
   */
  public static int ceil(int whole, int part) {
    return whole / part + (whole % part == 0 ? 0 : 1);
  }
}
