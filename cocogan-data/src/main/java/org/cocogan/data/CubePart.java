package org.cocogan.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The face of a cube that a file holds, as its name tells.
 *
 * @param cube what the names of all faces of its cube begin with; empty for faces called by words
 *     that lie in no folder
 * @param face which of them it is
 * @param label what the file calls it
 * @param heading where the middle of a panorama looks, in radians to the right of the front
 */
record CubePart(String cube, CubeFace face, String label, double heading) {
  /**
   * Matterport3D's faces, numbered: up, the sides from left to right, down. Up and down touch side
   * 1 as {@link CubeFace} has it, while the authors of COCO-GAN take side 3 for the front.
   */
  private static final Pattern NUMBERED =
      Pattern.compile("(.+)_(skybox([0-5]))(?:_sami)?(?:\\.[^./]*)?", Pattern.CASE_INSENSITIVE);

  private static final List<CubeFace> NUMBERS =
      List.of(
          CubeFace.UP, CubeFace.FRONT, CubeFace.RIGHT, CubeFace.BACK, CubeFace.LEFT, CubeFace.DOWN);

  private static final Pattern CALLED =
      Pattern.compile(
          "(?:(.+)/)?(up|front|right|back|left|down)(?:\\.[^./]*)?", Pattern.CASE_INSENSITIVE);

  /** What a name says; empty if it is that of no face. */
  static Optional<CubePart> of(String file) {
    Matcher numbered = NUMBERED.matcher(file);
    if (numbered.matches()) {
      CubeFace face = NUMBERS.get(Integer.parseInt(numbered.group(3)));
      return Optional.of(new CubePart(numbered.group(1), face, numbered.group(2), Math.PI));
    }
    Matcher called = CALLED.matcher(file);
    if (called.matches()) {
      CubeFace face = CubeFace.valueOf(called.group(2).toUpperCase(Locale.ROOT));
      String cube = Optional.ofNullable(called.group(1)).orElse("");
      return Optional.of(new CubePart(cube, face, called.group(2), 0));
    }
    return Optional.empty();
  }
}
