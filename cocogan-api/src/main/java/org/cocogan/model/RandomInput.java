package org.cocogan.model;

import org.cocogan.random.Distribution;
import org.cocogan.tensor.Shape;

/**
 * Random numbers of a network's own that a training pass needs, such as noise added to its layers
 * or what dropout leaves out.
 *
 * @param name unique among the experiment's networks, such as {@code generator/noise8}
 * @param unit what one row of numbers belongs to
 * @param shape of one row
 * @param distribution of each number
 */
public record RandomInput(String name, Unit unit, Shape shape, Distribution distribution) {
  /** The unit that has a row of random numbers of its own. */
  public enum Unit {
    /** All patches of a pass: one row. */
    PASS,
    /** A macro patch: as many rows as the batch has. */
    MACRO_PATCH,
    /** A micro patch: those of one macro patch consecutive, row-major. */
    MICRO_PATCH
  }
}
