package org.cocogan.experiment;

import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * The settings of progressive growing: how the networks grow while they learn.
 *
 * @param from side of the macro patches that training begins with, in pixels; empty if the networks
 *     have their full size from the start
 * @param phase real images in a phase; each resolution but the first is blended in over one phase,
 *     and all but the last end after two
 * @param batches macro patches in a batch by their side; others have {@code batch_size}
 * @param rates learning rates of generator and discriminator by side; others have {@code glr} and
 *     {@code dlr}
 */
public record GrowthSettings(
    OptionalInt from,
    int phase,
    SortedMap<Integer, Integer> batches,
    SortedMap<Integer, Double> rates) {
  static GrowthSettings of(Values values) {
    return new GrowthSettings(
        values.get(GrowthKeys.GROW_FROM),
        values.get(GrowthKeys.GROW_PHASE),
        values.get(GrowthKeys.GROW_BATCHES),
        values.get(GrowthKeys.GROW_RATES));
  }
}
