package org.cocogan.cli.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The authors' names of data sets, looked for as {@code data/NAME}, with or without an ending. */
final class NamedFolders {
  static final Set<String> NAMES =
      Set.of("celeba", "celeba-syn-inward", "celeba-syn-outward", "celeba-hq", "lsun", "mp3d");

  private static final Path FOLDER = Path.of("data");
  private static final List<String> ENDINGS = List.of("", ".pack", ".zip");

  private NamedFolders() {}

  /** Where the images of a data set are: its folder, pack or zip, or the path as it was given. */
  static Path locate(String dataset) {
    if (!NAMES.contains(dataset)) {
      return Path.of(dataset);
    }
    return ENDINGS.stream()
        .map(ending -> FOLDER.resolve(dataset + ending))
        .filter(Files::exists)
        .findFirst()
        .orElse(FOLDER.resolve(dataset));
  }
}
