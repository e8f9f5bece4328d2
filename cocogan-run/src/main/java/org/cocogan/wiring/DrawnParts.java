package org.cocogan.wiring;

import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;

/**
 * The parts that images are put together from when they are drawn: the micro patches of training,
 * or full images where the generator makes those.
 *
 * @param settings of the generator; the micro patch of their layout is what it makes
 * @param coordinates of the parts in an image
 */
public record DrawnParts(ModelSettings settings, CoordinateSystem coordinates) {
  /** The same, continued beyond the images' edges by so many micro patches. */
  public CoordinateSystem extrapolated(int steps) {
    return new ExtrapolatedCoordinateSystem(coordinates, steps);
  }
}
