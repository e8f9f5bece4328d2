package org.cocogan.figure;

import java.awt.Color;

/** The colours of the figure; each means the same in both panels. */
final class Ink {
  static final Color PAPER = Color.WHITE;
  static final Color TEXT = new Color(0x22262b);
  static final Color QUIET = new Color(0x6b727a);
  static final Color LINE = new Color(0xb9c0c8);
  static final Color LINE_ON_SURFACE = new Color(0x98a0aa);
  static final Color MICRO_PATCH = new Color(0xeef2f8);
  static final Color BEYOND = new Color(0xd9d9d9);
  static final Color MACRO_PATCH = new Color(0xfdc27e);
  static final Color MACRO_PATCH_EDGE = new Color(0xc4500b);
  static final Color POSITION = new Color(0x1f5fae);
  static final Color POSITION_BEYOND = new Color(0x8fb0d8);
  static final Color SIDES_MEET = new Color(0x12876a);
  static final Color ENDS_MEET = new Color(0x7b3294);
  static final Color POLE = new Color(0xc2187a);

  private Ink() {}

  /** Towards black for a factor below 1. */
  static Color shaded(Color color, double factor) {
    return new Color(
        (int) Math.round(color.getRed() * factor),
        (int) Math.round(color.getGreen() * factor),
        (int) Math.round(color.getBlue() * factor));
  }

  /** Towards the paper: 0 is the colour, 1 the paper. */
  static Color faded(Color color, double share) {
    return new Color(
        (int) Math.round(color.getRed() + share * (255 - color.getRed())),
        (int) Math.round(color.getGreen() + share * (255 - color.getGreen())),
        (int) Math.round(color.getBlue() + share * (255 - color.getBlue())));
  }
}
