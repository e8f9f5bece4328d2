package org.cocogan.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;
import org.cocogan.provider.Provider;

/**
 * The catalogue of all that can be named in a configuration, or by a command.
 *
 * @param kinds for each kind, such as {@code coordinate system}, its providers by name
 */
public record Catalogue(SortedMap<String, SortedMap<String, Provider>> kinds) {
  /** The parameters of a provider. */
  public static List<ParameterDefinition<?>> parameters(Provider provider) {
    return provider instanceof ConfigurableProvider configurable
        ? configurable.parameters()
        : List.of();
  }

  /**
   * Values of a provider's parameters.
   *
   * @param kind what is provided, for messages
   * @throws CocoGanException with everything that is wrong with them
   */
  public static Parameters parameters(
      String kind, ConfigurableProvider provider, Map<String, String> given) {
    try {
      return Parameters.of(provider.parameters(), given);
    } catch (IllegalArgumentException e) {
      throw new CocoGanException(
          "parameters of the %s %s: %s".formatted(kind, provider.name(), e.getMessage()), e);
    }
  }

  /** The catalogue for people: kinds, what each has, and what that takes. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        (kind, providers) -> {
          lines.add(kind);
          providers
              .values()
              .forEach(
                  provider -> {
                    lines.add("  %-18s %s".formatted(provider.name(), provider.description()));
                    parameters(provider).forEach(parameter -> lines.add("    " + line(parameter)));
                  });
        });
    return lines;
  }

  private static <T> String line(ParameterDefinition<T> parameter) {
    return "%s: %s (%s). %s"
        .formatted(
            parameter.name(),
            parameter.type(),
            parameter.defaultValue().map(value -> "default: " + value).orElse("required"),
            parameter.meaning());
  }

  /** The parameters of all, by kind and name. */
  Map<String, SortedMap<String, List<ParameterDefinition<?>>>> parameters() {
    Map<String, SortedMap<String, List<ParameterDefinition<?>>>> all = new TreeMap<>();
    kinds.forEach(
        (kind, providers) -> {
          SortedMap<String, List<ParameterDefinition<?>>> ofKind = new TreeMap<>();
          providers.forEach((name, provider) -> ofKind.put(name, parameters(provider)));
          all.put(kind, ofKind);
        });
    return all;
  }
}
