package org.cocogan.coords;

/** An axis of an image, along which patches have positions. */
sealed interface Axis permits OpenAxis, CyclicAxis {
  /** Whether its end meets its beginning. */
  boolean cyclic();

  /** How many whole positions a macro patch has. */
  int macroPositions();

  /** The first pixel of the macro patch at a position. */
  int firstPixel(double position);
}
