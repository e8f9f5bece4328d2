package org.cocogan.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this package reads, for fuzzing. */
public final class PluginReaders {
  private PluginReaders() {}

  /** Loads the jars of a folder. */
  public static Plugins load(Path folder) {
    return new PluginLoader(notice -> {}).load(new PluginFolder(folder));
  }

  /** Trusts a jar; gives the file that this is kept in. */
  public static Path trust(Path folder, Path jar) throws IOException {
    try {
      TrustedJars.in(folder).trust(jar);
    } catch (PluginException e) {
      throw new IOException(e);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  /** Why a jar is not trusted. */
  public static Optional<String> obstacle(Path folder, Path jar) {
    return TrustedJars.in(folder).obstacle(jar);
  }
}
