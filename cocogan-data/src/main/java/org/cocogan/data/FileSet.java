package org.cocogan.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cocogan.file.Digests;
import org.cocogan.file.FileFailures;

/**
 * A file that holds many images, or the files of that kind in a folder, sorted by name.
 *
 * @param name of the file or folder, without the path to it
 * @param files at least one
 */
record FileSet(String name, List<Path> files) {
  FileSet {
    files = List.copyOf(files);
  }

  /**
   * Finds the files.
   *
   * @param path a file, whatever its name, or a folder
   * @param names what names of files in a folder match
   * @param example such a name, for people
   * @throws DataException if there is none
   */
  static FileSet open(Path path, Pattern names, String example) {
    try {
      Path real = path.toRealPath();
      String name = String.valueOf(real.getFileName());
      if (Files.isRegularFile(real)) {
        return new FileSet(name, List.of(real));
      }
      if (!Files.isDirectory(real)) {
        throw new DataException(path + ": neither a file nor a folder");
      }
      List<Path> found;
      try (Stream<Path> files = Files.list(real)) {
        found = files.filter(file -> matches(file, names)).sorted().toList();
      }
      if (found.isEmpty()) {
        throw new DataException(
            path + ": the folder has no files such as " + example + "; name one that has");
      }
      return new FileSet(name, found);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private static boolean matches(Path file, Pattern names) {
    return names.matcher(String.valueOf(file.getFileName())).matches() && Files.isRegularFile(file);
  }

  /** A SHA-256 in hexadecimal of names, sizes and times of change. */
  String digest() {
    MessageDigest sha = Digests.sha256();
    for (Path file : files) {
      try {
        String stamp =
            file.getFileName()
                + "\0"
                + Files.size(file)
                + "\0"
                + Files.getLastModifiedTime(file).toMillis()
                + "\0";
        sha.update(stamp.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new DataException(file + ": cannot be read: " + FileFailures.reason(e), e);
      }
    }
    return Digests.digits(sha);
  }
}
