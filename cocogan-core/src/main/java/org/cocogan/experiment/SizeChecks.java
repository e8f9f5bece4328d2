package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Whether sizes fit each other, and the built-in networks. */
final class SizeChecks {
  private static final int SMALLEST_MICRO_SIDE = 4;
  private static final int SMALLEST_MACRO_SIDE = 8;

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

  /**
   * What the built-in networks need; the generator doubles 2x2, the discriminator halves to 4x4.
   */
  static List<Problem> ofNetworks(Values values) {
    List<Problem> problems = new ArrayList<>();
    if (isBuiltIn(values, NetworkKeys.GENERATOR)) {
      networkSize(values, DataKeys.MICRO_PATCH_SIZE, "generator", SMALLEST_MICRO_SIDE)
          .ifPresent(problems::add);
    }
    if (isBuiltIn(values, NetworkKeys.DISCRIMINATOR)) {
      networkSize(values, DataKeys.MACRO_PATCH_SIZE, "discriminator", SMALLEST_MACRO_SIDE)
          .ifPresent(problems::add);
    }
    return problems;
  }

  private static boolean isBuiltIn(Values values, Setting<String> network) {
    return values.find(network).filter(NetworkSettings.BUILT_IN::equals).isPresent();
  }

  private static Optional<Problem> networkSize(
      Values values, Setting<Size> setting, String network, int smallest) {
    return values
        .find(setting)
        .filter(size -> !isSquarePowerOfTwo(size, smallest))
        .map(
            size ->
                Problem.error(
                    setting.id(),
                    ("%s does not suit the %s %s, whose patches are square with a power of two of"
                            + " at least %s; try %s")
                        .formatted(
                            SizeType.shown(size),
                            network,
                            NetworkSettings.BUILT_IN,
                            smallest,
                            SizeType.shown(suitable(size, smallest)))));
  }

  private static boolean isSquarePowerOfTwo(Size size, int smallest) {
    return size.height() == size.width()
        && size.height() >= smallest
        && Integer.bitCount(size.height()) == 1;
  }

  /** The largest suitable patch in the given one, or the smallest of all. */
  private static Size suitable(Size size, int smallest) {
    int side = Integer.highestOneBit(Math.min(size.height(), size.width()));
    int enough = Math.max(smallest, side);
    return new Size(enough, enough);
  }
}
