package org.cocogan.patch;

/**
 * A coordinate system says where patches are; a geometry of one's own implements this interface
 * alone.
 *
 * <p>Positions are counted in micro patches, (row, column), row-major, from the top left of the
 * {@linkplain #microGrid() grid of the whole image}; the macro patch at position (r, c) consists of
 * the micro patches (r + i, c + j). Positions are real numbers: discrete sampling draws whole ones
 * among the {@linkplain #macroPositions() macro positions}, continuous sampling any between the
 * first and the last on an open axis, and any below the number of positions on a cyclic one. A
 * system knows geometry and nothing of tensors; it is immutable and free of side effects.
 *
 * <p>The coordinate vectors are what the networks see: each entry should lie in [-1, 1] for
 * positions inside a real image, because the spatial head predicts them through a tanh. A cyclic
 * axis is best given as a cosine and a sine, so that its ends meet.
 */
public interface CoordinateSystem {
  /** The name a configuration chooses it by. */
  String name();

  /** The layout it was made for. */
  PatchLayout layout();

  /** The number of entries of a coordinate vector, at least one. */
  int dimension();

  /** The grid of micro patches of a whole generated image. */
  Grid microGrid();

  /**
   * The number of distinct positions that training draws macro patches from, along each axis:
   * position 0 to rows - 1, and 0 to columns - 1. An open axis has (micro patches in the image) -
   * (micro patches in a macro patch) + 1 of them, a cyclic one as many as micro patches.
   */
  Grid macroPositions();

  /** Whether the bottom edge of the image meets its top edge. */
  boolean verticallyCyclic();

  /** Whether the right edge of the image meets its left edge. */
  boolean horizontallyCyclic();

  /**
   * Whether images can be extrapolated: an axis is open, and beyond its ends the coordinates are
   * new ones. On a sphere they are not, though its vertical axis is open: past a pole the way leads
   * back into the image.
   */
  default boolean canBeExtrapolated() {
    return !(verticallyCyclic() && horizontallyCyclic());
  }

  /**
   * The coordinate of the micro patch at a position.
   *
   * @param row in [0, rows of the micro grid - 1] inside the image; beyond either end a cyclic axis
   *     wraps around and the formula of an open one goes on, which extrapolation relies on
   * @param column likewise
   * @return [{@link #dimension()}] new values
   */
  double[] microCoordinate(double row, double column);

  /**
   * The coordinate of the macro patch whose top left micro patch is at a position.
   *
   * @param row in [0, rows of the macro positions - 1] inside the image; beyond either end as for
   *     {@link #microCoordinate}
   * @param column likewise
   * @return [{@link #dimension()}] new values
   */
  double[] macroCoordinate(double row, double column);

  /**
   * The pixels of a real image that the macro patch at a position stands for, as large as the
   * layout's macro patch; rounded to whole pixels, halves to even.
   *
   * @param row in [0, rows of the macro positions - 1]; on a cyclic axis below the number of rows
   * @param column likewise
   * @throws IllegalArgumentException if the position lies outside every real image
   */
  PixelRegion macroRegion(double row, double column);

  /**
   * Whether a macro patch at a position lies inside a real image, so that real pixels exist for it;
   * true everywhere for a system without extrapolation.
   */
  default boolean insideImage(double row, double column) {
    return true;
  }
}
