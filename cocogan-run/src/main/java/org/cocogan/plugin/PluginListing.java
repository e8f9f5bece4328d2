package org.cocogan.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cocogan.CocoGanException;

/** The jars of a folder, what they say of themselves, and what the user thinks of them. */
public final class PluginListing {
  private final PluginFolder folder;
  private final TrustedJars trusted;

  /** Lists a folder; runs nothing that is in it. */
  public PluginListing(PluginFolder folder, TrustedJars trusted) {
    this.folder = folder;
    this.trusted = trusted;
  }

  /**
   * Trusts all of them, as they are now.
   *
   * @throws CocoGanException if one cannot be trusted; those before it are
   */
  public void trust() throws IOException {
    for (Path jar : folder.jars()) {
      try {
        trusted.trust(jar);
      } catch (PluginException e) {
        throw new CocoGanException(
            jar + " cannot be trusted: " + e.getMessage() + "; load it by naming its folder");
      }
    }
  }

  /** Trusts none of them any more. */
  public void forget() throws IOException {
    for (Path jar : folder.jars()) {
      trusted.forget(jar);
    }
  }

  /** The listing for people, in lines. */
  public List<String> lines() {
    List<Path> jars = folder.jars();
    if (jars.isEmpty()) {
      return List.of("there is no jar in " + folder.path());
    }
    List<String> lines = new ArrayList<>();
    for (Path jar : jars) {
      Optional<String> obstacle = trusted.obstacle(jar);
      lines.add(jar + ": " + obstacle.orElse("it is trusted"));
      try {
        JarContents.of(jar)
            .providers()
            .forEach(
                (kind, classes) ->
                    classes.forEach(name -> lines.add("  %-17s  %s".formatted(kind, name))));
      } catch (PluginException e) {
        lines.add("  " + e.getMessage());
      }
    }
    return lines;
  }
}
