package org.cocogan.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.file.FileFailures;

/** A folder of jars. */
public record PluginFolder(Path path) {
  /** The one in the working directory, whose jars run once the user trusts them. */
  public static final PluginFolder OF_WORKING_DIRECTORY = new PluginFolder(Path.of("plugins"));

  /**
   * Its jars, in the order of their names.
   *
   * @throws CocoGanException if the folder does not exist or cannot be read
   */
  public List<Path> jars() {
    if (!Files.isDirectory(path)) {
      throw new CocoGanException(
          "--plugins: there is no folder " + path + "; name the folder that holds the jars");
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot read the plugins in " + FileFailures.describe(e) + "; choose another --plugins");
    }
  }
}
