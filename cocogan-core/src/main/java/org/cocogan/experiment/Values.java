package org.cocogan.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of settings, as far as they are known. */
final class Values {
  private final Map<String, Object> values = new HashMap<>();

  /** Every value of an experiment. */
  static Values of(Experiment experiment) {
    Values values = new Values();
    for (Setting<?> setting : Settings.ALL) {
      values.copy(setting, experiment);
    }
    return values;
  }

  private <T> void copy(Setting<T> setting, Experiment experiment) {
    setting.current().ifPresent(value -> put(setting, value.apply(experiment)));
  }

  <T> void put(Setting<T> setting, T value) {
    values.put(setting.id(), value);
  }

  boolean has(Setting<?> setting) {
    return values.containsKey(setting.id());
  }

  // put() lets only values of a setting's own type in.
  @SuppressWarnings("unchecked")
  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting.id()));
  }

  <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException("no value for " + setting.id()));
  }
}
