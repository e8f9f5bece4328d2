package org.cocogan.augment;

import java.util.Set;

/**
 * The random changes to what the discriminator sees.
 *
 * @param roll whether real images are shifted along the cyclic axes
 * @param horizontalFlip whether every other real image is mirrored left to right
 * @param macroPatches what happens to macro patches, real and fake alike
 */
public record Augmentations(boolean roll, boolean horizontalFlip, DiffAugment macroPatches) {
  /** Images and patches as they are. */
  public static Augmentations none() {
    return new Augmentations(false, false, new DiffAugment(Set.of()));
  }
}
