package org.cocogan.coords;

import java.util.stream.Stream;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;

/** Layouts that the tests share. */
final class Layouts {
  /** The authors' CelebA 64: two by two micro patches in a macro patch, two by two of those. */
  static final PatchLayout N2M2 = square(64, 32, 16);

  /** The authors' Matterport3D panoramas. */
  static final PatchLayout PANORAMA = of(new Size(256, 768), new Size(128, 128), new Size(64, 64));

  /** The equirectangular panoramas of configs/small/sphere-64x128.yaml. */
  static final PatchLayout SPHERE = of(new Size(64, 128), new Size(32, 32), new Size(16, 16));

  /** One micro patch in a macro patch. */
  static final PatchLayout N1M1 = square(64, 16, 16);

  /** One macro patch is the image. */
  static final PatchLayout FULL_IS_MACRO = square(64, 64, 16);

  /** One micro patch is the image. */
  static final PatchLayout FULL_IS_MICRO = square(64, 64, 64);

  /** Height other than width, and other numbers of patches along each axis. */
  static final PatchLayout OBLONG = of(new Size(48, 100), new Size(24, 40), new Size(8, 20));

  /** Three micro patches in a macro patch, of seven in the image. */
  static final PatchLayout ODD = square(56, 24, 8);

  private Layouts() {}

  static PatchLayout square(int full, int macro, int micro) {
    return of(new Size(full, full), new Size(macro, macro), new Size(micro, micro));
  }

  static PatchLayout of(Size full, Size macro, Size micro) {
    return new PatchLayout(full, macro, micro);
  }

  static Stream<PatchLayout> all() {
    return Stream.of(
        N2M2,
        PANORAMA,
        SPHERE,
        N1M1,
        FULL_IS_MACRO,
        FULL_IS_MICRO,
        OBLONG,
        ODD,
        square(128, 64, 4));
  }

  /** Those that leave a macro patch room to move along both axes. */
  static Stream<PatchLayout> allWithRoom() {
    return all()
        .filter(
            layout ->
                layout.full().height() > layout.macro().height()
                    && layout.full().width() > layout.macro().width());
  }
}
