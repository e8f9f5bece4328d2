package org.cocogan.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.multibindings.MapBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.plugin.Plugins;
import org.cocogan.plugin.ProviderKind;
import org.cocogan.provider.Provider;

/** Binds, by name, every provider that the class path and the plugins offer. */
public final class ProvidersModule extends AbstractModule {
  private final Plugins plugins;
  private final List<Offered<?>> offered;

  /**
   * Binds the providers of plugins beside those of the class path.
   *
   * @throws CocoGanException if a provider of the class path cannot be made, or two have one name
   */
  public ProvidersModule(Plugins plugins) {
    this.plugins = plugins;
    List<Offered<?>> all = new ArrayList<>();
    ProviderKind.ALL.forEach(kind -> all.add(Offered.of(kind, plugins)));
    this.offered = all;
  }

  @Override
  protected void configure() {
    bind(Plugins.class).toInstance(plugins);
    offered.forEach(one -> one.bind(binder()));
    SortedMap<String, SortedMap<String, Provider>> kinds = new TreeMap<>();
    offered.forEach(one -> kinds.put(one.kind().title(), new TreeMap<>(one.providers())));
    bind(Catalogue.class).toInstance(new Catalogue(kinds));
  }

  private record Offered<P extends Provider>(ProviderKind<P> kind, Map<String, P> providers) {
    static <P extends Provider> Offered<P> of(ProviderKind<P> kind, Plugins plugins) {
      Map<String, P> providers = new TreeMap<>(kind.onClassPath());
      providers.putAll(plugins.providers(kind));
      return new Offered<>(kind, providers);
    }

    void bind(Binder binder) {
      MapBinder<String, P> bindings = MapBinder.newMapBinder(binder, String.class, kind.type());
      providers.forEach((name, provider) -> bindings.addBinding(name).toInstance(provider));
    }
  }
}
