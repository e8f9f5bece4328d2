package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.broadcast.Broadcast;

/**
 * Files that every process of the cluster gets once.
 *
 * @param name tells them from all others
 * @param files bytes by path, relative to a folder, with slashes
 */
record Bundle(String name, Broadcast<HashMap<String, byte[]>> files) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Reads files below a folder, or the one that is no folder. */
  static HashMap<String, byte[]> read(Path root, List<Path> paths) throws IOException {
    HashMap<String, byte[]> files = new HashMap<>();
    for (Path path : paths) {
      String name = root.equals(path) ? nameOf(path) : root.relativize(path).toString();
      files.put(name.replace('\\', '/'), Files.readAllBytes(path));
    }
    return files;
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Those of a file that was sent. */
  byte[] bytes(String file) {
    return Objects.requireNonNull(files.value().get(file), file);
  }

  /** Writes them below a folder. */
  void unpack(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.value().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, file.getValue());
    }
  }
}
