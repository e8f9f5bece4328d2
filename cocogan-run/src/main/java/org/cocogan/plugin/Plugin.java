package org.cocogan.plugin;

import java.nio.file.Path;
import java.util.List;
import org.cocogan.provider.Provider;

/**
 * A jar and the providers in it.
 *
 * @param jar its file
 * @param brought its providers, at least one
 */
record Plugin(Path jar, List<Brought<?>> brought) {
  /** Whether one of the providers is called so, such as {@code coordinate system polar}. */
  boolean brings(String title) {
    return brought.stream().anyMatch(its -> its.title().equals(title));
  }

  /**
   * A provider of a plugin.
   *
   * @param kind what it provides
   * @param name the name it is chosen by
   * @param provider the provider itself, held to what its interface promises
   */
  record Brought<P extends Provider>(ProviderKind<P> kind, String name, P provider) {
    /** What people call it, such as {@code coordinate system polar}. */
    String title() {
      return kind.title(name);
    }
  }
}
