package org.cocogan.data;

import com.luciad.imageio.webp.WebPWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cocogan.file.FileFailures;

/** Loads libwebp, which unpacks itself into a temporary folder. */
final class WebpLibrary {
  /** Names the folder to unpack to. */
  private static final String FOLDER = "com.luciad.imageio.webp.tmpdir";

  private static boolean isLoaded;

  private WebpLibrary() {}

  /**
   * Loads the library once for all threads. Its file is deleted as soon as it is loaded, so that a
   * program that is killed leaves none behind.
   *
   * @throws DataException if it cannot be loaded
   */
  static synchronized void load() {
    if (isLoaded) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("cocogan-libwebp-");
      Optional<String> other = Optional.ofNullable(System.getProperty(FOLDER));
      System.setProperty(FOLDER, folder.toString());
      try {
        WebPWrapper.loadNativeLibrary();
        isLoaded = true;
      } finally {
        other.ifPresentOrElse(
            name -> System.setProperty(FOLDER, name), () -> System.clearProperty(FOLDER));
        delete(folder);
      }
    } catch (IOException | IllegalStateException e) {
      throw new DataException(
          "it is WebP, and libwebp cannot be loaded: "
              + FileFailures.reason(e)
              + "; convert it to png, or let -Djava.io.tmpdir name a folder that programs may run"
              + " in",
          e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      // Windows keeps what is loaded; the library has it deleted at the end.
      file.toFile().delete();
    }
    folder.toFile().delete();
  }
}
