package org.cocogan.data;

import java.nio.file.Path;
import org.cocogan.dataset.Dataset;

/** Prepared images: those of one pack, or of several that an index makes one data set. */
public sealed interface Packed extends Dataset permits Pack, PackShards {
  /**
   * Opens a pack, or an index of packs with all of them.
   *
   * @throws DataException if a file does not exist, is neither, damaged, cut off, longer than it
   *     should be, or not what the index says
   */
  static Packed open(Path path) {
    return PackIndex.isIndex(path) ? PackShards.open(path) : Pack.open(path);
  }

  /** Whether a file begins as packs or their indices do. */
  static boolean isPacked(Path path) {
    return Pack.isPack(path) || PackIndex.isIndex(path);
  }

  /** Where the file is: the pack, or the index. */
  Path path();

  /** What the images were made of. */
  PackDescription description();

  /**
   * Checks all pixels against their checksums.
   *
   * @throws DataException if some are damaged; the message says which images of which pack
   */
  void verify();
}
