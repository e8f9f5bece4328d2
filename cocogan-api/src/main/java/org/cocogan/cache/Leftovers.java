package org.cocogan.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes what killed processes left behind in a folder. */
public final class Leftovers {
  private Leftovers() {}

  /**
   * Deletes files and folders, as far as that can be done. The caller makes sure that no process
   * uses them.
   *
   * @param folder it need not exist
   * @param names a glob, such as {@code tmp*}
   */
  public static void delete(Path folder, String names) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      for (Path one : found) {
        delete(one);
      }
    } catch (IOException e) {
      // They stay until another start can delete them.
    }
  }

  /** Deletes a file, or a folder with all that is in it, if it is there. */
  public static void deleteIfThere(Path whole) throws IOException {
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      delete(whole);
    }
  }

  /** Deletes a file, or a folder with all that is in it. */
  static void delete(Path whole) throws IOException {
    try (Stream<Path> parts = Files.walk(whole)) {
      for (Path part : parts.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(part);
      }
    }
  }
}
