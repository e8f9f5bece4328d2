package org.cocogan.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cocogan.plugin.Plugin.Brought;
import org.cocogan.provider.Provider;

/**
 * Loads plugins, and says which. A jar that cannot be used is left out and breaks nothing else; so
 * are jars that bring something of the same name.
 */
public final class PluginLoader {
  private final Consumer<String> notices;
  private final Patience patience;

  /**
   * Makes a loader.
   *
   * @param notices takes lines for people
   */
  public PluginLoader(Consumer<String> notices) {
    this(notices, Patience.USUAL);
  }

  PluginLoader(Consumer<String> notices, Duration patience) {
    this.notices = notices;
    this.patience = new Patience(patience, notices);
  }

  /**
   * Loads all jars of a folder that the user has named.
   *
   * @throws org.cocogan.CocoGanException if the folder does not exist or cannot be read
   */
  public Plugins load(PluginFolder folder) {
    return load(folder.jars(), new TreeMap<>());
  }

  /**
   * Loads those jars of the folder in the working directory, if there is one, that the user trusts:
   * whoever made the directory may have made them.
   *
   * @param cure what would let one of the others run
   */
  public Plugins load(TrustedJars trusted, String cure) {
    PluginFolder folder = PluginFolder.OF_WORKING_DIRECTORY;
    if (!Files.isDirectory(folder.path())) {
      return Plugins.none();
    }
    List<Path> loaded = new ArrayList<>();
    Map<Path, String> reasons = new TreeMap<>();
    for (Path jar : folder.jars()) {
      trusted
          .obstacle(jar)
          .ifPresentOrElse(reason -> reasons.put(jar, reason + "; " + cure), () -> loaded.add(jar));
    }
    return load(loaded, reasons);
  }

  private Plugins load(List<Path> jars, Map<Path, String> reasons) {
    if (!jars.isEmpty()) {
      notices.accept(
          jars.stream().map(Path::toString).collect(Collectors.joining(", ", "plugins: ", "")));
    }
    List<Plugin> loaded = new ArrayList<>();
    for (Path jar : jars) {
      try {
        loaded.add(PluginJar.load(jar, patience.with(jar)));
      } catch (PluginException e) {
        reasons.put(jar, String.valueOf(e.getMessage()));
      }
    }
    Set<String> builtIn =
        ProviderKind.ALL.stream().flatMap(PluginLoader::builtIn).collect(Collectors.toSet());
    for (Plugin plugin : loaded) {
      doubled(plugin, loaded, builtIn).ifPresent(reason -> reasons.put(plugin.jar(), reason));
    }
    List<RefusedPlugin> refused =
        reasons.entrySet().stream()
            .map(reason -> new RefusedPlugin(reason.getKey(), reason.getValue()))
            .toList();
    refused.forEach(plugin -> notices.accept(plugin.toString()));
    return new Plugins(
        loaded.stream().filter(plugin -> !reasons.containsKey(plugin.jar())).toList(), refused);
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

  private static <P extends Provider> Stream<String> builtIn(ProviderKind<P> kind) {
    return kind.onClassPath().keySet().stream().map(kind::title);
  }
}
