package org.cocogan.loss;

import org.cocogan.tensor.Tensor;

/**
 * Macro patches and where they are from.
 *
 * @param patches [batch, channels, h, w]
 * @param coordinate [batch, coordinate dimension]
 */
public record PlacedPatches(Tensor patches, Tensor coordinate) {
  /** Joins these patches and the others, in this order. */
  PlacedPatches and(PlacedPatches others) {
    return new PlacedPatches(
        Tensor.concat(0, patches, others.patches), Tensor.concat(0, coordinate, others.coordinate));
  }
}
