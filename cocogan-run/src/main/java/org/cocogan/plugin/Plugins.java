package org.cocogan.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.DurableFiles;
import org.cocogan.plugin.Plugin.Brought;

/** The plugins of a folder: those that can be used and those that are left out. */
public final class Plugins {
  /** The folder that is read where none is named. */
  public static final Path FOLDER = Path.of("plugins");

  private final List<Plugin> used;
  private final List<RefusedPlugin> refused;

  private Plugins(List<Plugin> used, List<RefusedPlugin> refused) {
    this.used = List.copyOf(used);
    this.refused = List.copyOf(refused);
  }

  /** No plugins. */
  public static Plugins none() {
    return new Plugins(List.of(), List.of());
  }

  /**
   * Loads the jars of a folder, in the order of their names. A jar that cannot be used is left out
   * and breaks nothing else; so are jars that bring something of the same name.
   *
   * @throws CocoGanException if the folder does not exist or cannot be read
   */
  public static Plugins load(Path folder) {
    List<Plugin> loaded = new ArrayList<>();
    Map<Path, String> reasons = new TreeMap<>();
    for (Path jar : jars(folder)) {
      try {
        loaded.add(PluginJar.load(jar));
      } catch (PluginException e) {
        reasons.put(jar, String.valueOf(e.getMessage()));
      }
    }
    Set<String> builtIn =
        ProviderKind.ALL.stream().flatMap(Plugins::builtIn).collect(Collectors.toSet());
    for (Plugin plugin : loaded) {
      doubled(plugin, loaded, builtIn).ifPresent(reason -> reasons.put(plugin.jar(), reason));
    }
    return new Plugins(
        loaded.stream().filter(plugin -> !reasons.containsKey(plugin.jar())).toList(),
        reasons.entrySet().stream()
            .map(reason -> new RefusedPlugin(reason.getKey(), reason.getValue()))
            .toList());
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CocoGanException(
          "--plugins: there is no folder " + folder + "; name the folder that holds the jars");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot read the plugins in " + DurableFiles.describe(e) + "; choose another --plugins");
    }
  }

  /** Why a jar is left out that brings what the program or another jar brings, too. */
  private static Optional<String> doubled(Plugin plugin, List<Plugin> all, Set<String> builtIn) {
    for (Brought<?> brought : plugin.brought()) {
      String title = brought.title();
      Optional<String> other =
          builtIn.contains(title)
              ? Optional.of("the program itself")
              : all.stream()
                  .filter(another -> !another.jar().equals(plugin.jar()) && another.brings(title))
                  .map(another -> another.jar().toString())
                  .findFirst();
      if (other.isPresent()) {
        return other.map(
            place ->
                "it brings the %s, and so does %s; remove or rename one".formatted(title, place));
      }
    }
    return Optional.empty();
  }

  private static <P> Stream<String> builtIn(ProviderKind<P> kind) {
    return kind.onClassPath().stream()
        .map(provider -> kind.title() + " " + kind.name().apply(provider));
  }

  /** The providers of a kind, by name. */
  public <P> Map<String, P> providers(ProviderKind<P> kind) {
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
