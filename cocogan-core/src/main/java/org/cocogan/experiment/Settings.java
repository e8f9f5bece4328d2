package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The keys of a settings file. Reading, checking, writing and the table of the manual follow from
 * their descriptions alone; the authors' keys default to the authors' values where all their files
 * agree.
 */
final class Settings {
  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL =
      Stream.of(
              DataKeys.ALL,
              TrainingKeys.ALL,
              GrowthKeys.ALL,
              LossKeys.ALL,
              NetworkKeys.ALL,
              LogKeys.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Settings() {}

  static List<Setting<?>> in(Section section) {
    return matching(setting -> setting.section() == section);
  }

  static List<String> keysIn(Section section) {
    return in(section).stream().map(Setting::key).toList();
  }

  static List<String> keys() {
    return ALL.stream().map(Setting::key).toList();
  }

  static List<String> ids() {
    return ALL.stream().map(Setting::id).toList();
  }

  static Optional<Setting<?>> find(Section section, String key) {
    return matching(setting -> setting.section() == section && setting.key().equals(key)).stream()
        .findFirst();
  }

  /** The setting of that key, whatever its section; no two sections share a key. */
  static Optional<Setting<?>> find(String key) {
    return matching(setting -> setting.key().equals(key)).stream().findFirst();
  }

  /** The setting of that section and key. */
  static Optional<Setting<?>> findById(String id) {
    return matching(setting -> setting.id().equals(id)).stream().findFirst();
  }

  private static List<Setting<?>> matching(Predicate<Setting<?>> condition) {
    List<Setting<?>> found = new ArrayList<>(ALL);
    found.removeIf(condition.negate());
    return found;
  }
}
