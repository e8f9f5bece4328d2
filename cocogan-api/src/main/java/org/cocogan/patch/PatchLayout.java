package org.cocogan.patch;

/**
 * The division of a full image: micro patches, which the generator makes, tile a macro patch, which
 * the discriminator judges, and tile the full image. Macro patches may overlap: they start at every
 * micro patch.
 *
 * @param full the full image
 * @param macro the macro patch
 * @param micro the micro patch
 */
public record PatchLayout(Size full, Size macro, Size micro) {
  /**
   * Checks that the parts tile the whole.
   *
   * @throws IllegalArgumentException if the micro patch does not tile the macro patch or the full
   *     image, or the macro patch is larger than the full image
   */
  public PatchLayout {
    if (!macro.isMultipleOf(micro)) {
      throw new IllegalArgumentException(
          "micro patches of " + micro + " do not tile a macro patch of " + macro);
    }
    if (!full.isMultipleOf(micro)) {
      throw new IllegalArgumentException(
          "micro patches of " + micro + " do not tile a full image of " + full);
    }
    if (macro.height() > full.height() || macro.width() > full.width()) {
      throw new IllegalArgumentException(
          "a macro patch of " + macro + " does not fit into a full image of " + full);
    }
  }

  /** Micro patches in a macro patch (the paper's N and M). */
  public Grid microInMacro() {
    return new Grid(macro.height() / micro.height(), macro.width() / micro.width());
  }

  /** Micro patches in the full image. */
  public Grid microInFull() {
    return new Grid(full.height() / micro.height(), full.width() / micro.width());
  }
}
