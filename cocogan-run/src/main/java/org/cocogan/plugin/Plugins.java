package org.cocogan.plugin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cocogan.plugin.Plugin.Brought;
import org.cocogan.provider.Provider;

/** The plugins that can be used and those that are left out. */
public final class Plugins {
  private final List<Plugin> used;
  private final List<RefusedPlugin> refused;

  Plugins(List<Plugin> used, List<RefusedPlugin> refused) {
    this.used = List.copyOf(used);
    this.refused = List.copyOf(refused);
  }

  /** No plugins. */
  public static Plugins none() {
    return new Plugins(List.of(), List.of());
  }

  /** The providers of a kind, by name. */
  public <P extends Provider> Map<String, P> providers(ProviderKind<P> kind) {
    return used.stream()
        .flatMap(plugin -> plugin.brought().stream())
        .filter(brought -> brought.kind().equals(kind))
        .collect(Collectors.toMap(Brought::name, brought -> kind.type().cast(brought.provider())));
  }

  /** The jars that are left out. */
  public List<RefusedPlugin> refused() {
    return refused;
  }

  /** What may bring a name that is not known, for messages. */
  public String elsewhere() {
    if (refused.isEmpty()) {
      return "a plugin may bring it (--plugins DIR)";
    }
    return refused.stream().map(plugin -> plugin.jar().toString()).collect(Collectors.joining(", "))
        + " may bring it, but "
        + (refused.size() == 1
            ? "is left out for the reason above"
            : "are left out for the reasons above");
  }
}
