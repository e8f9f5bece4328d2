package org.cocogan.plugin;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import org.cocogan.CocoGanException;
import org.cocogan.contract.Contract;
import org.cocogan.contract.HeldBackendProvider;
import org.cocogan.contract.HeldCoordinateSystemProvider;
import org.cocogan.contract.HeldDatasetProvider;
import org.cocogan.contract.HeldDiscriminatorProvider;
import org.cocogan.contract.HeldGeneratorProvider;
import org.cocogan.contract.HeldMetricProvider;
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
 * @param description how a provider says what it is for; the kind's title where none is asked for
 * @param held makes a provider that keeps what the interface promises, or says what it broke
 */
public record ProviderKind<P>(
    Class<P> type,
    String title,
    Function<P, String> name,
    Function<P, String> description,
    Held<P> held) {
  /** Everything that can be plugged in. */
  public static final List<ProviderKind<?>> ALL =
      List.of(
          new ProviderKind<>(
              CoordinateSystemProvider.class,
              "coordinate system",
              CoordinateSystemProvider::name,
              CoordinateSystemProvider::description,
              HeldCoordinateSystemProvider::new),
          withoutDescription(
              GeneratorProvider.class,
              "generator",
              GeneratorProvider::name,
              HeldGeneratorProvider::new),
          withoutDescription(
              DiscriminatorProvider.class,
              "discriminator",
              DiscriminatorProvider::name,
              HeldDiscriminatorProvider::new),
          withoutDescription(
              DatasetProvider.class, "data set", DatasetProvider::name, HeldDatasetProvider::new),
          new ProviderKind<>(
              MetricProvider.class,
              "metric",
              MetricProvider::name,
              MetricProvider::description,
              HeldMetricProvider::new),
          withoutDescription(
              BackendProvider.class, "backend", BackendProvider::name, HeldBackendProvider::new));

  /** How a provider is held to what its interface promises. */
  public interface Held<P> {
    /**
     * Makes the provider that passes calls on and judges what they give.
     *
     * @param name as the provider has said it once
     */
    P by(Contract contract, String name, P provider);
  }

  private static <P> ProviderKind<P> withoutDescription(
      Class<P> type, String title, Function<P, String> name, Held<P> held) {
    return new ProviderKind<>(type, title, name, provider -> title, held);
  }

  /** What people call one of the kind, such as {@code coordinate system polar}. */
  public String title(String name) {
    return title + " " + name;
  }

  /**
   * The providers that the class path offers, by name.
   *
   * @throws CocoGanException if one cannot be made, or two have the same name
   */
  public Map<String, P> onClassPath() {
    Map<String, P> providers = new TreeMap<>();
    try {
      for (P provider : ServiceLoader.load(type, ProviderKind.class.getClassLoader())) {
        P other = providers.putIfAbsent(name.apply(provider), provider);
        if (other != null) {
          throw new CocoGanException(
              "two classes of the class path bring the %s: %s and %s; leave one out"
                  .formatted(
                      title(name.apply(provider)),
                      other.getClass().getName(),
                      provider.getClass().getName()));
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new CocoGanException(
          "the class path offers a %s that cannot be made: %s%s; leave it out, or mend it"
              .formatted(title, e.getMessage(), e.getCause() == null ? "" : ", " + e.getCause()));
    }
    return providers;
  }
}
