package org.cocogan.experiment;

import java.util.Optional;
import java.util.function.Function;

/**
 * A key of a settings file, with all that reading, checking, writing and explaining it needs.
 *
 * @param section where it stands
 * @param key its name there
 * @param type which values it takes
 * @param defaultValue what absence means; empty if the key is required
 * @param current its value in an experiment; empty for a key without effect, or short for others
 * @param authors whether the authors' files have it
 * @param boundToCheckpoint whether a checkpoint fits experiments of one value only
 * @param meaning one sentence
 */
record Setting<T>(
    Section section,
    String key,
    ValueType<T> type,
    Optional<T> defaultValue,
    Optional<Function<Experiment, T>> current,
    boolean authors,
    boolean boundToCheckpoint,
    String meaning) {
  /** A key of the authors' files, required unless a default follows. */
  static <T> Setting<T> authors(
      Section section,
      String key,
      ValueType<T> type,
      Function<Experiment, T> current,
      String meaning) {
    return new Setting<>(
        section, key, type, Optional.empty(), Optional.of(current), true, false, meaning);
  }

  /** A key that the authors' files do not have. */
  static <T> Setting<T> ours(
      Section section,
      String key,
      ValueType<T> type,
      T defaultValue,
      Function<Experiment, T> current,
      String meaning) {
    return new Setting<>(
        section, key, type, Optional.of(defaultValue), Optional.of(current), false, false, meaning);
  }

  /** A key of the authors' files that changes nothing here. */
  static <T> Setting<T> withoutEffect(
      Section section, String key, ValueType<T> type, T defaultValue, String meaning) {
    return new Setting<>(
        section, key, type, Optional.of(defaultValue), Optional.empty(), true, false, meaning);
  }

  /** A key of ours that stands for others, which are written in its place. */
  static <T> Setting<T> shorthand(
      Section section, String key, ValueType<T> type, T defaultValue, String meaning) {
    return new Setting<>(
        section, key, type, Optional.of(defaultValue), Optional.empty(), false, false, meaning);
  }

  Setting<T> orElse(T value) {
    return new Setting<>(
        section, key, type, Optional.of(value), current, authors, boundToCheckpoint, meaning);
  }

  Setting<T> bindsCheckpoint() {
    return new Setting<>(section, key, type, defaultValue, current, authors, true, meaning);
  }

  /** Section and key, such as {@code train_params.glr}. */
  String id() {
    return section.key() + "." + key;
  }

  /** The value of an experiment as a file would have it. */
  Optional<String> write(Experiment experiment) {
    return current.map(value -> type.write(value.apply(experiment)));
  }

  /** The default as a file would have it. */
  Optional<String> writeDefault() {
    return defaultValue.map(type::write);
  }

  Optional<Difference> difference(Experiment here, Experiment there) {
    return current
        .filter(value -> !value.apply(here).equals(value.apply(there)))
        .map(
            value ->
                new Difference(
                    id(), type.write(value.apply(here)), type.write(value.apply(there))));
  }
}
