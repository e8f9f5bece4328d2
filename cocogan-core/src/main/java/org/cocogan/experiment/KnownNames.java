package org.cocogan.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cocogan.provider.ParameterDefinition;

/**
 * The names an experiment may choose from, those of plugins among them.
 *
 * @param kinds for each kind, such as {@code coordinate system}, the names of that kind with the
 *     parameters that they take
 * @param broughtBy what brings a name that is missing here, by kind and name, such as {@code
 *     backend dl4j}, for messages
 * @param elsewhere what may bring any other name that is missing, for messages; may be empty
 */
public record KnownNames(
    Map<String, SortedMap<String, List<ParameterDefinition<?>>>> kinds,
    Map<String, String> broughtBy,
    String elsewhere) {
  static final String BACKEND = "backend";
  static final String COORDINATE_SYSTEM = "coordinate system";
  static final String CROPPER = "cropper";
  static final String DATASET = "data set";
  static final String DISCRIMINATOR = "discriminator";
  static final String GENERATOR = "generator";
  static final String MERGER = "merger";
  static final String METRIC = "metric";

  /** What stands for a generator and a discriminator of one name. */
  static final String SYSTEM = "system";

  /** Copies the maps. */
  public KnownNames {
    kinds = Map.copyOf(kinds);
    broughtBy = Map.copyOf(broughtBy);
  }

  /** The names of a kind, sorted. */
  Set<String> of(String kind) {
    if (!kind.equals(SYSTEM)) {
      return parameters(kind).keySet();
    }
    Set<String> systems = new TreeSet<>(of(GENERATOR));
    systems.retainAll(of(DISCRIMINATOR));
    return systems;
  }

  /** The parameters of each name of a kind. */
  SortedMap<String, List<ParameterDefinition<?>>> parameters(String kind) {
    return kinds.getOrDefault(kind, new TreeMap<>());
  }
}
