package org.cocogan.cli.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where the images of a data set lie that no provider knows by name. */
public final class NamedFolders {
  /** The authors' names. */
  static final Set<String> NAMES =
      Set.of("celeba", "celeba-syn-inward", "celeba-syn-outward", "celeba-hq", "lsun", "mp3d");

  private static final Path FOLDER = Path.of("data");
  private static final List<String> ENDINGS = List.of("", ".pack", ".zip");

  private NamedFolders() {}

  /**
   * Where to look for a data set, best first: {@code data/NAME} as a folder, pack or zip for one of
   * the authors' names, otherwise the path that was given.
   */
  public static List<Path> candidates(String dataset) {
    return NAMES.contains(dataset)
        ? ENDINGS.stream().map(ending -> FOLDER.resolve(dataset + ending)).toList()
        : List.of(Path.of(dataset));
  }

  /** The first candidate that exists, or the best if none does. */
  static Path locate(String dataset) {
    List<Path> candidates = candidates(dataset);
    return candidates.stream().filter(Files::exists).findFirst().orElse(candidates.get(0));
  }
}
