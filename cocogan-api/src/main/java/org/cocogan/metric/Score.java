package org.cocogan.metric;

import java.util.OptionalDouble;

/**
 * A number that a metric has measured, with its name and its standard error.
 *
 * @param name what tells it from the metric's other scores, in words joined by underscores
 * @param value the number
 * @param standardError how far it might be off by the choice of images, where that is known: the
 *     standard deviation of its distribution
 * @param better which direction is better
 * @param description what was measured and how, in one phrase; scores compare only where it is the
 *     same
 */
public record Score(
    String name, double value, OptionalDouble standardError, Better better, String description) {
  /** The direction in which a number improves. */
  public enum Better {
    /** The smaller the better. */
    LOWER,
    /** The larger the better. */
    HIGHER,
    /** It is there to compare others with. */
    NEITHER
  }
}
