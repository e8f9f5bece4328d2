package org.cocogan.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.DatasetKinds;

/** The folders of data sets that no provider knows by name. */
public final class NamedFolders {
  /** The names of all kinds that say more of a data set than that it is images. */
  static final Set<String> NAMES = names();

  private static final Path FOLDER = Path.of("data");
  private static final List<String> ENDINGS = List.of("", ".pack", ".zip");

  private NamedFolders() {}

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    DatasetKinds.all().forEach(kind -> names.add(kind.name()));
    names.remove(DatasetKind.images().name());
    return Set.copyOf(names);
  }

  /** What lies at a data set's place: the kind of that name, or images for a path. */
  public static DatasetKind kind(String dataset) {
    return NAMES.contains(dataset)
        ? DatasetKinds.named(dataset).orElseGet(DatasetKind::images)
        : DatasetKind.images();
  }

  /**
   * Where to look for a data set, best first: {@code data/NAME} as a folder, pack or zip for a
   * kind's name, otherwise the path that was given.
   */
  public static List<Path> candidates(String dataset) {
    return NAMES.contains(dataset)
        ? ENDINGS.stream().map(ending -> FOLDER.resolve(dataset + ending)).toList()
        : List.of(Path.of(dataset));
  }

  /** What of a data set is looked for and not there, in words; empty if there is something. */
  public static Optional<String> missing(String dataset) {
    List<Path> candidates = candidates(dataset);
    if (candidates.stream().anyMatch(Files::exists)) {
      return Optional.empty();
    }
    return Optional.of(
        candidates.size() == 1
            ? "there is no folder, zip or pack " + candidates.get(0)
            : "there is no folder %s, pack %s or zip %s".formatted(candidates.toArray()));
  }

  /** The first candidate that exists, or the best if none does. */
  public static Path locate(String dataset) {
    List<Path> candidates = candidates(dataset);
    return candidates.stream().filter(Files::exists).findFirst().orElse(candidates.get(0));
  }
}
