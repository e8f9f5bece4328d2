package org.cocogan.loss;

import org.cocogan.tensor.Tensor;

/**
 * Macro patches and what they are judged with.
 *
 * @param patches [batch, channels, h, w]
 * @param condition [batch, condition dimension]: where they are from, and their class
 */
public record PlacedPatches(Tensor patches, Tensor condition) {
  /** Joins these patches and the others, in this order. */
  PlacedPatches and(PlacedPatches others) {
    return new PlacedPatches(
        Tensor.concat(0, patches, others.patches), Tensor.concat(0, condition, others.condition));
  }
}
