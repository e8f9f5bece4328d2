package org.cocogan.plugin;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.metric.MetricProvider;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.tensor.BackendProvider;

/**
 * A kind of what a plugin can bring.
 *
 * @param type the interface that its providers implement
 * @param title what people call it
 * @param name how a provider says the name it is chosen by
 */
public record ProviderKind<P>(Class<P> type, String title, Function<P, String> name) {
  /** Everything that can be plugged in. */
  public static final List<ProviderKind<?>> ALL =
      List.of(
          new ProviderKind<>(
              CoordinateSystemProvider.class, "coordinate system", CoordinateSystemProvider::name),
          new ProviderKind<>(GeneratorProvider.class, "generator", GeneratorProvider::name),
          new ProviderKind<>(
              DiscriminatorProvider.class, "discriminator", DiscriminatorProvider::name),
          new ProviderKind<>(DatasetProvider.class, "data set", DatasetProvider::name),
          new ProviderKind<>(MetricProvider.class, "metric", MetricProvider::name),
          new ProviderKind<>(BackendProvider.class, "backend", BackendProvider::name));

  /** The providers that the class path offers. */
  public List<P> onClassPath() {
    return ServiceLoader.load(type, ProviderKind.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
