package org.cocogan.plugin;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.cocogan.contract.Contract;
import org.cocogan.contract.ContractException;
import org.cocogan.contract.Watch;
import org.cocogan.plugin.Plugin.Brought;
import org.cocogan.provider.Provider;

/** Loads one jar, in a class loader of its own so that plugins cannot break one another. */
final class PluginJar {
  private static final String MEND = "; mend it, or take it out of the folder";

  private final Path jar;
  private final ClassLoader loader;
  private final Watch watch;

  private PluginJar(Path jar, Watch watch) throws PluginException {
    this.jar = jar;
    this.watch = watch;
    try {
      loader =
          new URLClassLoader(
              PluginFrame.loaderName(jar),
              new URL[] {jar.toUri().toURL()},
              PluginJar.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new PluginException("its path is no URL (" + e.getMessage() + "); rename it");
    }
  }

  /**
   * Makes all providers of a jar.
   *
   * @param watch sees to calls that do not come back
   * @throws PluginException if it cannot be used
   */
  static Plugin load(Path jar, Watch watch) throws PluginException {
    requireVersion(JarContents.of(jar).apiVersion());
    PluginJar opened = new PluginJar(jar, watch);
    List<Brought<?>> brought = new ArrayList<>();
    for (ProviderKind<?> kind : ProviderKind.ALL) {
      brought.addAll(opened.providers(kind));
    }
    if (brought.isEmpty()) {
      throw new PluginException(
          "no file in its META-INF/services names a provider; see docs/plugins.md");
    }
    requireDistinct(brought);
    return new Plugin(jar, List.copyOf(brought));
  }

  private static void requireDistinct(List<Brought<?>> brought) throws PluginException {
    Set<String> titles = new HashSet<>();
    for (Brought<?> its : brought) {
      if (!titles.add(its.title())) {
        throw new PluginException(
            "two of its classes bring the " + its.title() + "; remove or rename one");
      }
    }
  }

  private static void requireVersion(Optional<String> named) throws PluginException {
    if (named.isEmpty()) {
      return;
    }
    ApiVersion own = ApiVersion.ofThisProgram();
    ApiVersion built;
    try {
      built = ApiVersion.of(named.get());
    } catch (IllegalArgumentException e) {
      throw new PluginException(
          JarContents.VERSION + " in its manifest: " + e.getMessage() + "; correct it");
    }
    if (!own.fits(built)) {
      throw new PluginException(
          "it was built for cocogan-api %s, and this is %s; build it anew with %s"
              .formatted(built, own, own));
    }
  }

  private <P extends Provider> List<Brought<P>> providers(ProviderKind<P> kind)
      throws PluginException {
    try {
      return watch.during(
          () ->
              ServiceLoader.load(kind.type(), loader).stream()
                  .filter(provider -> provider.type().getClassLoader() == loader)
                  .map(provider -> brought(kind, provider.get()))
                  .toList());
    } catch (ServiceConfigurationError e) {
      Throwable cause = e.getCause();
      throw new PluginException(
          kind.title() + ": " + (cause == null ? withoutType(kind, e) + MEND : refusal(cause)));
    } catch (ContractException e) {
      throw new PluginException(kind.title() + ": " + e.getMessage() + MEND);
    } catch (Exception | Error e) {
      // A plugin can throw checked exceptions where none are declared.
      throw new PluginException(kind.title() + ": " + refusal(e));
    }
  }

  private <P extends Provider> Brought<P> brought(ProviderKind<P> kind, P provider) {
    Contract ofClass = new Contract(provider.getClass().getName(), watch);
    String name = ofClass.text("name()", provider.name());
    ofClass.text("description()", provider.description());
    Contract contract = new Contract("plugin " + jar + ", " + kind.title(name), watch);
    return new Brought<>(kind, name, kind.held().by(contract, name, provider));
  }

  private static String withoutType(ProviderKind<?> kind, ServiceConfigurationError error) {
    return String.valueOf(error.getMessage()).replace(kind.type().getName() + ": ", "");
  }

  private static String refusal(Throwable failure) {
    String what = PluginFailure.describe(failure);
    if (failure instanceof UnsupportedClassVersionError) {
      return what + "; build it for Java " + Runtime.version().feature() + " or older";
    }
    if (failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException) {
      return what
          + "; put the missing class into the jar, or its jar into the manifest's Class-Path";
    }
    return what + MEND;
  }
}
