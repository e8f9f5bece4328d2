package org.cocogan.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.tensor.BackendProvider;

/** Binds, by name, every provider that the class path offers. */
public final class ProvidersModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(BackendProvider.class, BackendProvider::name);
    bind(GeneratorProvider.class, GeneratorProvider::name);
    bind(DiscriminatorProvider.class, DiscriminatorProvider::name);
    bind(CoordinateSystemProvider.class, CoordinateSystemProvider::name);
    bind(DatasetProvider.class, DatasetProvider::name);
  }

  private <P> void bind(Class<P> type, Function<P, String> name) {
    MapBinder<String, P> bindings = MapBinder.newMapBinder(binder(), String.class, type);
    ServiceLoader.load(type, getClass().getClassLoader())
        .forEach(provider -> bindings.addBinding(name.apply(provider)).toInstance(provider));
  }
}
