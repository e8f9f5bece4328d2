package org.cocogan.cache;

import java.nio.file.Path;

/** The folder of what can be made again: packs, features, imported networks, unpacked natives. */
public final class CacheFolder {
  private CacheFolder() {}

  /** {@code ~/.cache/cocogan}, or what the environment's COCOGAN_CACHE names. */
  public static Path path() {
    String named = System.getenv("COCOGAN_CACHE");
    return named != null && !named.isBlank()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), ".cache", "cocogan");
  }
}
