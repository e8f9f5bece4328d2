package org.cocogan.plugin;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.file.Digests;
import org.cocogan.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The jars that the user trusts to run in the folder where they are.
 *
 * <p>Trust in a jar is a file in the user's own folder, called by the digest of the jar's path. Its
 * lines, such as {@code sha256sum} writes, name the jar, and those that its manifest's Class-Path
 * names, with the digest of each; what is not there has none. The jar is trusted while every line
 * holds.
 */
public final class TrustedJars {
  private static final String ABSENT = "absent";
  private static final String BETWEEN = "  ";

  private final Optional<Path> folder;

  private TrustedJars(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Kept in a folder, which need not exist. */
  static TrustedJars in(Path folder) {
    return new TrustedJars(Optional.of(folder));
  }

  /**
   * The user's: in {@code ~/.config/cocogan}, or where XDG_CONFIG_HOME or COCOGAN_CONFIG say. A
   * path that is not absolute is none, for a working directory could bring it.
   */
  public static TrustedJars ofUser() {
    return new TrustedJars(
        Stream.of(
                path(System.getenv("COCOGAN_CONFIG"), ""),
                path(System.getenv("XDG_CONFIG_HOME"), "cocogan"),
                path(System.getProperty("user.home"), ".config/cocogan"))
            .flatMap(Optional::stream)
            .findFirst()
            .map(own -> own.resolve("trusted-plugins")));
  }

  private static Optional<Path> path(@Nullable String base, String name) {
    return Optional.ofNullable(base)
        .map(text -> Path.of(text))
        .filter(Path::isAbsolute)
        .map(absolute -> absolute.resolve(name));
  }

  /** Why a jar is not to run, which must not be found out by running it; empty if it is trusted. */
  Optional<String> obstacle(Path jar) {
    Optional<Path> record = record(jar).filter(Files::exists);
    if (record.isEmpty()) {
      return Optional.of("it is not trusted");
    }
    try {
      List<String> lines = Files.readAllLines(record.get());
      boolean holds = !lines.isEmpty() && pathIn(lines.get(0)).equals(absolute(jar));
      for (String line : lines) {
        holds &= line(pathIn(line)).equals(line);
      }
      return holds
          ? Optional.empty()
          : Optional.of("it, or a jar that its Class-Path names, has changed since it was trusted");
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("whether it is trusted cannot be read (" + e.getMessage() + ")");
    }
  }

  /**
   * Trusts a jar as it is now.
   *
   * @throws PluginException if it cannot be told what would run
   * @throws IOException if that cannot be kept
   */
  void trust(Path jar) throws PluginException, IOException {
    Path record =
        record(jar)
            .orElseThrow(
                () ->
                    new CocoGanException(
                        "there is no folder of yours to keep trust in; set COCOGAN_CONFIG to one"));
    Set<Path> files = new LinkedHashSet<>();
    collect(absolute(jar), files);
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(line(file)).append('\n');
    }
    Files.createDirectories(record.toAbsolutePath().getParent());
    DurableFiles.replace(record, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Trusts a jar no more.
   *
   * @return whether it was trusted
   */
  boolean forget(Path jar) throws IOException {
    Optional<Path> record = record(jar);
    return record.isPresent() && Files.deleteIfExists(record.get());
  }

  private Optional<Path> record(Path jar) {
    byte[] path = absolute(jar).toString().getBytes(StandardCharsets.UTF_8);
    return folder.map(own -> own.resolve(Digests.of(path)));
  }

  private static Path absolute(Path jar) {
    return jar.toAbsolutePath().normalize();
  }

  private static String line(Path file) throws IOException {
    return (Files.exists(file) ? Digests.of(file) : ABSENT) + BETWEEN + file;
  }

  private static Path pathIn(String line) {
    int between = line.indexOf(BETWEEN);
    if (between < 0) {
      throw new IllegalArgumentException("a line of what was kept names no jar");
    }
    return Path.of(line.substring(between + BETWEEN.length()));
  }

  /** A jar and, as the class loader would, those that its manifest names. */
  private static void collect(Path jar, Set<Path> files) throws PluginException {
    if (jar.toString().indexOf('\n') >= 0) {
      throw new PluginException("its path, or one that its Class-Path names, has a line break");
    }
    if (!files.add(jar) || Files.notExists(jar)) {
      return;
    }
    JarContents contents = JarContents.of(jar);
    if (contents.indexed()) {
      throw new PluginException("what its META-INF/INDEX.LIST names cannot be trusted");
    }
    for (String name : contents.classPath()) {
      collect(neighbour(jar, name), files);
    }
  }

  private static Path neighbour(Path jar, String name) throws PluginException {
    try {
      URI address = jar.toUri().resolve(name);
      if (!address.getPath().endsWith("/")) {
        return absolute(Path.of(address));
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // Said below.
    }
    throw new PluginException("its Class-Path names " + name + ", which is no jar beside it");
  }
}
