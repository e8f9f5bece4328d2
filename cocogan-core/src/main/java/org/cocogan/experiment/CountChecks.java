package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cocogan.patch.Size;

/** Checks that an array can hold what sizes and counts multiply to. */
final class CountChecks {
  private CountChecks() {}

  static List<Problem> of(Values values) {
    Optional<Integer> channels = values.find(DataKeys.C_DIM);
    Optional<Size> macro = values.find(DataKeys.MACRO_PATCH_SIZE);
    if (channels.isEmpty() || macro.isEmpty()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    values
        .find(TrainingKeys.BATCH_SIZE)
        .flatMap(batch -> tooMany(batch, macro.get(), channels.get()))
        .ifPresent(why -> problems.add(Problem.error(TrainingKeys.BATCH_SIZE.id(), why)));
    values
        .find(GrowthKeys.GROW_BATCHES)
        .orElse(Collections.emptySortedMap())
        .forEach(
            (side, batch) ->
                tooMany(batch, new Size(side, side), channels.get())
                    .ifPresent(
                        why -> problems.add(Problem.error(GrowthKeys.GROW_BATCHES.id(), why))));
    return problems;
  }

  private static Optional<String> tooMany(int batch, Size macro, int channels) {
    long each = samples(macro, channels);
    if (batch * each <= Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(
        "%s macro patches of %s with %s channels are %s numbers, but a tensor has at most %s; choose"
                .formatted(batch, SizeType.shown(macro), channels, batch * each, Integer.MAX_VALUE)
            + " at most "
            + Integer.MAX_VALUE / each);
  }

  private static long samples(Size size, int channels) {
    return (long) size.height() * size.width() * channels;
  }
}
