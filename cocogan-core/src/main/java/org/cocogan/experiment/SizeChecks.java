package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Checks that full image, macro patch and micro patch fit each other. */
final class SizeChecks {
  private SizeChecks() {}

  /** What a layout of patches needs, whatever the networks. */
  static List<Problem> ofLayout(Values values) {
    List<Problem> problems = new ArrayList<>();
    Optional<Size> full = values.find(DataKeys.FULL_IMAGE_SIZE);
    Optional<Size> macro = values.find(DataKeys.MACRO_PATCH_SIZE);
    Optional<Size> micro = values.find(DataKeys.MICRO_PATCH_SIZE);
    if (micro.isPresent()) {
      full.flatMap(size -> tiled(DataKeys.FULL_IMAGE_SIZE, size, micro.get()))
          .ifPresent(problems::add);
      macro
          .flatMap(size -> tiled(DataKeys.MACRO_PATCH_SIZE, size, micro.get()))
          .ifPresent(problems::add);
    }
    if (full.isPresent() && macro.isPresent()) {
      fits(macro.get(), full.get()).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Problem> tiled(Setting<Size> setting, Size whole, Size micro) {
    if (whole.isMultipleOf(micro)) {
      return Optional.empty();
    }
    Size nearest =
        new Size(
            nearestMultiple(whole.height(), micro.height()),
            nearestMultiple(whole.width(), micro.width()));
    return Optional.of(
        Problem.error(
            setting.id(),
            "%s is no whole number of micro patches of %s; the nearest is %s"
                .formatted(SizeType.shown(whole), SizeType.shown(micro), SizeType.shown(nearest))));
  }

  private static int nearestMultiple(int side, int part) {
    return Product.of((int) Math.max(1, Math.round((double) side / part)), part);
  }

  private static Optional<Problem> fits(Size macro, Size full) {
    if (macro.height() <= full.height() && macro.width() <= full.width()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.error(
            DataKeys.MACRO_PATCH_SIZE.id(),
            "%s is larger than the full image of %s; it must fit into it"
                .formatted(SizeType.shown(macro), SizeType.shown(full))));
  }
}
