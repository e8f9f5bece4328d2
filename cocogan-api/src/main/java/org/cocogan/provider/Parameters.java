package org.cocogan.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values of a provider's parameters: those that a configuration sets, and defaults. */
public final class Parameters {
  private static final Parameters NONE = new Parameters(Map.of());
  private static final int LONGEST_SHOWN = 60;

  private final Map<String, Object> values;

  private Parameters(Map<String, Object> values) {
    this.values = values;
  }

  /** No value is set; each parameter has its default. */
  public static Parameters none() {
    return NONE;
  }

  /**
   * Reads the values that are set, and fills in defaults.
   *
   * @param definitions every parameter that there is
   * @param given values by name, as they are written
   * @throws IllegalArgumentException with everything that is wrong, each with what would be right
   */
  public static Parameters of(List<ParameterDefinition<?>> definitions, Map<String, String> given) {
    Map<String, String> mistakes = mistakes(definitions, given);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          mistakes.entrySet().stream()
              .map(mistake -> mistake.getKey() + ": " + mistake.getValue())
              .collect(Collectors.joining("; ")));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterDefinition<?> definition : definitions) {
      String value = given.get(definition.name());
      (value == null ? definition.defaultValue() : definition.read(value))
          .ifPresent(read -> values.put(definition.name(), read));
    }
    return new Parameters(values);
  }

  /**
   * What is wrong with values, by name, in words that follow the name: unknown ones with the
   * nearest that is known, wrong ones with what they must be, and required ones that are missing.
   *
   * @param definitions every parameter that there is
   * @param given values by name
   */
  public static Map<String, String> mistakes(
      List<ParameterDefinition<?>> definitions, Map<String, String> given) {
    Map<String, ParameterDefinition<?>> known = new LinkedHashMap<>();
    definitions.forEach(definition -> known.put(definition.name(), definition));
    Map<String, String> mistakes = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          ParameterDefinition<?> definition = known.get(name);
          if (definition == null) {
            mistakes.put(name, unknown(name, known));
          } else if (definition.read(value).isEmpty()) {
            mistakes.put(name, "must be " + definition.type() + ", not " + shown(value));
          }
        });
    known.forEach(
        (name, definition) -> {
          if (definition.defaultValue().isEmpty() && !given.containsKey(name)) {
            mistakes.put(name, "is missing; it must be " + definition.type());
          }
        });
    return mistakes;
  }

  private static String unknown(String name, Map<String, ParameterDefinition<?>> known) {
    String nearest = NearestName.hint(name, known.keySet());
    return "unknown parameter"
        + (nearest.isEmpty()
            ? "; known: " + (known.isEmpty() ? "none" : String.join(", ", known.keySet()))
            : nearest);
  }

  private static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  /**
   * A value; the default where none was set.
   *
   * @param definition one of those that the parameters were read by
   * @throws IllegalArgumentException if it has no value and no default
   */
  // of() keeps only what the definition of that name has read.
  @SuppressWarnings("unchecked")
  public <T> T get(ParameterDefinition<T> definition) {
    Object value = values.get(definition.name());
    if (value != null) {
      return (T) value;
    }
    return definition
        .defaultValue()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    definition.name() + ": is missing; it must be " + definition.type()));
  }

  /** Every value by name, as it would be written, in the order of the definitions. */
  public Map<String, String> written() {
    Map<String, String> written = new LinkedHashMap<>();
    values.forEach((name, value) -> written.put(name, value.toString()));
    return Collections.unmodifiableMap(written);
  }
}
