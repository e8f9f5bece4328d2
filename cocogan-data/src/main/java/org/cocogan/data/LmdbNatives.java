package org.cocogan.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cocogan.cache.CacheFolder;
import org.cocogan.cache.Leftovers;

/**
 * Where LMDB's library is unpacked: lmdbjava does so at each start, under a new name, and a killed
 * process leaves the file behind. In the {@link CacheFolder} a later start finds and deletes it.
 */
final class LmdbNatives {
  /** Where lmdbjava unpacks the library to. */
  private static final String FOLDER = "lmdbjava.extract.dir";

  private LmdbNatives() {}

  /** To be called before lmdbjava is loaded. */
  static void prepare() {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    Path folder = CacheFolder.path().resolve("natives").resolve("lmdb");
    Leftovers.delete(folder, "lmdbjava-native-library-*");
    try {
      Files.createDirectories(folder);
      System.setProperty(FOLDER, folder.toAbsolutePath().toString());
    } catch (IOException e) {
      // Then it is unpacked to the folder of temporary files.
    }
  }
}
