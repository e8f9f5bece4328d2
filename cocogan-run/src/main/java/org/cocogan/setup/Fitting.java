package org.cocogan.setup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;

/** Chooses sizes and coordinates that suit pictures. */
final class Fitting {
  /** Networks reach micro patches by doubling 2x2. */
  private static final List<Integer> MICRO_SIDES = List.of(64, 32, 16, 8, 4);

  private static final List<Integer> IMAGE_SIDES = List.of(128, 64, 32, 16);

  /** Pictures as long as this may be panoramas; others whose sides meet are likely symmetric. */
  private static final double PANORAMA = 1.5;

  private final PictureSurvey survey;
  private final Scale scale;

  Fitting(PictureSurvey survey, Scale scale) {
    this.survey = survey;
    this.scale = scale;
  }

  /**
   * Sizes of images and patches.
   *
   * @param wanted the size of images, if it is stated
   * @throws CocoGanException if the pictures are too small, or no micro patches tile the size
   */
  PatchLayout layout(Optional<Size> wanted) {
    Size full = wanted.orElseGet(this::usualSize);
    if (wanted.isPresent() && shorter(full) > survey.usualShortSide()) {
      throw new CocoGanException(
          String.format(
              Locale.ROOT,
              "images of %s are larger than the pictures, of which most have a shorter side of %d;"
                  + " choose a smaller size",
              full,
              survey.usualShortSide()));
    }
    int micro = micro(full);
    int macro = Product.of(2, micro);
    return new PatchLayout(full, new Size(macro, macro), new Size(micro, micro));
  }

  /** The coordinate system's name. */
  String coordinates() {
    Edges edges = survey.edges();
    if (edges.sides() && edges.topAndBottom()) {
      return "toroidal";
    }
    return edges.sides() && survey.proportion() >= PANORAMA ? "cylindrical" : "euclidean";
  }

  private Size usualSize() {
    int shorter =
        IMAGE_SIDES.stream()
            .filter(side -> side <= scale.side() && side <= survey.usualShortSide())
            .findFirst()
            .orElseThrow(
                () ->
                    new CocoGanException(
                        "the pictures are too small: the shorter side of most is "
                            + survey.usualShortSide()
                            + ", and 16 pixels are the least"));
    int unit = shorter / 4;
    double proportion = survey.proportion();
    double longer = shorter * Math.max(proportion, 1 / proportion);
    int side = Product.of(unit, Math.max(4, (int) Math.round(longer / unit)));
    return proportion >= 1 ? new Size(shorter, side) : new Size(side, shorter);
  }

  /** The largest that tiles the image with at least four along its shorter side. */
  private int micro(Size full) {
    return MICRO_SIDES.stream()
        .filter(side -> side <= scale.micro() && side <= shorter(full) / 4)
        .filter(side -> full.isMultipleOf(new Size(side, side)))
        .findFirst()
        .orElseThrow(
            () ->
                new CocoGanException(
                    String.format(
                        Locale.ROOT,
                        "no micro patches tile images of %s; the nearest size that some do is %s",
                        full,
                        new Size(nearest(full.height()), nearest(full.width())))));
  }

  private static int nearest(int side) {
    return Math.max(16, Product.of(4, (int) Math.round(side / 4.0)));
  }

  private static int shorter(Size size) {
    return Math.min(size.height(), size.width());
  }
}
