package org.cocogan.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cocogan.cache.Leftovers;
import org.cocogan.cache.NativesFolder;

/** Starts PyTorch with natives that DJL unpacks into a {@link NativesFolder}. */
final class DjlNatives {
  /** Where DJL unpacks, unless its user has said otherwise. */
  private static final String FOLDER = "ENGINE_CACHE_DIR";

  /** Where JNA, by which DJL looks for CUDA, unpacks its own native. */
  private static final String JNA_FOLDER = "jna.tmpdir";

  /** Unless the program that runs has said otherwise, DJL neither downloads nor calls home. */
  private static final List<String> ALONE = List.of("ai.djl.offline", "OPT_OUT_TRACKING");

  private DjlNatives() {}

  /**
   * Loads PyTorch, once in a process.
   *
   * @param installed is taken in the place of the jars' natives, but for DJL's own library
   */
  static Engine load(Optional<InstalledTorch> installed) {
    for (String property : ALONE) {
      if (System.getProperty(property) == null && System.getenv(property) == null) {
        System.setProperty(property, "true");
      }
    }
    installed.ifPresent(InstalledTorch::announce);
    NativesFolder folder =
        NativesFolder.of("djl-" + Engine.getDjlVersion()).announcedBy(JNA_FOLDER);
    if (System.getenv(FOLDER) == null) {
      folder.announcedBy(FOLDER);
    }
    return folder.whileAlone(
        () -> {
          Path unpacked = Utils.getEngineCacheDir("pytorch");
          if (unpacked.startsWith(folder.path())) {
            // What DJL was unpacking when it was killed: no other process is unpacking here now.
            Leftovers.delete(unpacked, "tmp*");
          }
          return Engine.getEngine("PyTorch");
        });
  }
}
