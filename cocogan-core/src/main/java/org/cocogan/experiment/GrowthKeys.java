package org.cocogan.experiment;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/** The keys that say how the networks grow while they learn. */
final class GrowthKeys {
  static final Setting<OptionalInt> GROW_FROM =
      Setting.ours(
          Section.TRAINING,
          "grow_from",
          ValueTypes.count(SizeType.LONGEST_SIDE, "for networks of full size from the start"),
          OptionalInt.empty(),
          e -> e.training().growth().from(),
          "Side of the macro patches that training begins with; the side then doubles, stage by stage, and full image and micro patch with it.");

  static final Setting<Integer> GROW_PHASE =
      Setting.ours(
          Section.TRAINING,
          "grow_phase",
          ValueTypes.whole(1, Integer.MAX_VALUE),
          600_000,
          e -> e.training().growth().phase(),
          "Real images in a phase of growth: a new resolution is blended in over one phase and trained for another before the next.");

  static final Setting<SortedMap<Integer, Integer>> GROW_BATCHES =
      Setting.ours(
          Section.TRAINING,
          "grow_batches",
          new BySideType<>(ValueTypes.whole(2, TrainingKeys.MOST_MACRO_PATCHES), "{8: 64, 16: 32}"),
          Collections.emptySortedMap(),
          e -> e.training().growth().batches(),
          "Batch sizes while the networks grow, by the side of the macro patch; `batch_size` for other sides.");

  static final Setting<SortedMap<Integer, Double>> GROW_RATES =
      Setting.ours(
          Section.TRAINING,
          "grow_rates",
          new BySideType<>(ValueTypes.positive(), "{64: 1e-3, 128: 1.5e-3}"),
          Collections.emptySortedMap(),
          e -> e.training().growth().rates(),
          "Learning rates of both players while the networks grow, by the side of the macro patch; `glr` and `dlr` for other sides.");

  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL = List.of(GROW_FROM, GROW_PHASE, GROW_BATCHES, GROW_RATES);

  private GrowthKeys() {}
}
