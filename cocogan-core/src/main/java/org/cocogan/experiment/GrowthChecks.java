package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Checks that the networks can grow as they are asked to. */
final class GrowthChecks {
  private static final int SMALLEST_MACRO_SIDE = 8;
  private static final int SMALLEST_MICRO_SIDE = 4;

  private final Values values;
  private final List<Problem> problems = new ArrayList<>();

  private GrowthChecks(Values values) {
    this.values = values;
  }

  static List<Problem> of(Values values) {
    GrowthChecks checks = new GrowthChecks(values);
    Optional<OptionalInt> from = values.find(GrowthKeys.GROW_FROM);
    if (from.isPresent() && from.get().isPresent()) {
      checks.checkSizes(from.get().getAsInt());
      checks.checkSchedule();
    } else if (from.isPresent()) {
      checks.checkUnused(GrowthKeys.GROW_BATCHES);
      checks.checkUnused(GrowthKeys.GROW_RATES);
    }
    return checks.problems;
  }

  private void checkSizes(int from) {
    Optional<Size> macro = values.find(DataKeys.MACRO_PATCH_SIZE);
    Optional<Size> micro = values.find(DataKeys.MICRO_PATCH_SIZE);
    if (macro.isEmpty() || micro.isEmpty() || !isSquarePowerOfTwo(macro.get())) {
      return;
    }
    int side = macro.get().height();
    List<Integer> sides =
        IntStream.iterate(SMALLEST_MACRO_SIDE, s -> s < side, s -> Product.of(2, s))
            .filter(s -> Product.of(micro.get().height(), s) / side >= SMALLEST_MICRO_SIDE)
            .filter(s -> Product.of(micro.get().width(), s) / side >= SMALLEST_MICRO_SIDE)
            .boxed()
            .toList();
    if (!sides.contains(from)) {
      error(
          GrowthKeys.GROW_FROM,
          sides.isEmpty()
              ? "there is nothing to grow: patches of half these sizes are too small; write False"
              : "must be %s: a power of two below the macro patch's side of %s, with micro patches"
                      .formatted(Text.oneOf(sides.stream().map(String::valueOf).toList()), side)
                  + " of at least 4 pixels");
      return;
    }
    List<Integer> stages =
        IntStream.iterate(from, s -> s <= side, s -> Product.of(2, s)).boxed().toList();
    checkSides(GrowthKeys.GROW_BATCHES, stages);
    checkSides(GrowthKeys.GROW_RATES, stages);
  }

  private static boolean isSquarePowerOfTwo(Size size) {
    return size.height() == size.width() && Integer.bitCount(size.height()) == 1;
  }

  private <T> void checkSides(Setting<SortedMap<Integer, T>> setting, List<Integer> stages) {
    List<Integer> unknown =
        values.find(setting).stream()
            .flatMap(map -> map.keySet().stream())
            .filter(side -> !stages.contains(side))
            .toList();
    if (!unknown.isEmpty()) {
      error(
          setting,
          "no macro patches have a side of %s; they grow through %s"
              .formatted(
                  Text.oneOf(unknown.stream().map(String::valueOf).toList()),
                  Text.listed(stages.stream().map(String::valueOf).toList())));
    }
  }

  private void checkSchedule() {
    if (values.find(TrainingKeys.EPOCHS).filter(OptionalLong::isPresent).isPresent()) {
      error(
          TrainingKeys.EPOCHS, "cannot be counted while batches change; write inf, and give steps");
    }
    if (values.find(TrainingKeys.TRAIN_EXTRAP).orElse(false)) {
      error(GrowthKeys.GROW_FROM, "networks in post-training do not grow; write False");
    }
  }

  private <T> void checkUnused(Setting<SortedMap<Integer, T>> setting) {
    if (values.find(setting).filter(map -> !map.isEmpty()).isPresent()) {
      problems.add(
          Problem.warning(setting.id(), "has no effect unless grow_from says where to begin"));
    }
  }

  private void error(Setting<?> setting, String message) {
    problems.add(Problem.error(setting.id(), message));
  }
}
