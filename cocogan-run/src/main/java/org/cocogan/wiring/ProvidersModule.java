package org.cocogan.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import org.cocogan.plugin.Plugins;
import org.cocogan.plugin.ProviderKind;

/** Binds, by name, every provider that the class path and the plugins offer. */
public final class ProvidersModule extends AbstractModule {
  private final Plugins plugins;

  /** With the providers of plugins beside those of the class path. */
  public ProvidersModule(Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  protected void configure() {
    bind(Plugins.class).toInstance(plugins);
    ProviderKind.ALL.forEach(this::bind);
  }

  private <P> void bind(ProviderKind<P> kind) {
    MapBinder<String, P> bindings = MapBinder.newMapBinder(binder(), String.class, kind.type());
    kind.onClassPath()
        .forEach(provider -> bindings.addBinding(kind.name().apply(provider)).toInstance(provider));
    plugins
        .providers(kind)
        .forEach((name, provider) -> bindings.addBinding(name).toInstance(provider));
  }
}
