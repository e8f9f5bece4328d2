package org.cocogan.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.cocogan.cache.CacheFolder;

/**
 * Where LMDB's library is unpacked: lmdbjava does so at each start, under a new name, and a killed
 * process leaves the file behind. In the {@link CacheFolder} the next start finds and deletes it.
 */
final class LmdbNatives {
  /** Where lmdbjava unpacks the library to. */
  private static final String FOLDER = "lmdbjava.extract.dir";

  private static final String LEFT_BEHIND = "lmdbjava-native-library-*";

  /** A younger file may be about to be loaded. */
  private static final Duration OLD = Duration.ofHours(1);

  private LmdbNatives() {}

  /** To be called before lmdbjava is loaded. */
  static void prepare() {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    Path folder = CacheFolder.path().resolve("natives").resolve("lmdb");
    try {
      Files.createDirectories(folder);
      deleteOld(folder);
      System.setProperty(FOLDER, folder.toAbsolutePath().toString());
    } catch (IOException e) {
      // Then it is unpacked to the folder of temporary files.
    }
  }

  private static void deleteOld(Path folder) throws IOException {
    Instant limit = Instant.now().minus(OLD);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, LEFT_BEHIND)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
