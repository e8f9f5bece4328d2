package org.cocogan.coords;

import java.util.List;
import java.util.ServiceLoader;
import org.cocogan.patch.CoordinateSystemProvider;

/** Systems as an experiment finds them. */
final class Providers {
  private Providers() {}

  static List<CoordinateSystemProvider> all() {
    return ServiceLoader.load(CoordinateSystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  static CoordinateSystemProvider named(String name) {
    return all().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no provider is registered as " + name));
  }
}
