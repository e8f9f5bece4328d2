package org.cocogan.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names an experiment may choose from, those of plugins among them.
 *
 * @param backends engines
 * @param generators generator networks
 * @param discriminators discriminator networks
 * @param coordinateSystems coordinate systems
 * @param datasets data sets that need no path
 * @param broughtBy what brings a name that is missing here, by kind and name, such as {@code
 *     backend dl4j}, for messages
 * @param elsewhere what may bring any other name that is missing, for messages; may be empty
 */
public record KnownNames(
    Set<String> backends,
    Set<String> generators,
    Set<String> discriminators,
    Set<String> coordinateSystems,
    Set<String> datasets,
    Map<String, String> broughtBy,
    String elsewhere) {
  /** Keeps sorted copies. */
  public KnownNames {
    backends = sorted(backends);
    generators = sorted(generators);
    discriminators = sorted(discriminators);
    coordinateSystems = sorted(coordinateSystems);
    datasets = sorted(datasets);
    broughtBy = Map.copyOf(broughtBy);
  }

  /** Names that a generator and a discriminator have in common. */
  Set<String> systems() {
    Set<String> systems = new TreeSet<>(generators);
    systems.retainAll(discriminators);
    return systems;
  }

  private static SortedSet<String> sorted(Set<String> names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }
}
