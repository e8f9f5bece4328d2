package org.cocogan.plugin;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.contract.Contract;
import org.cocogan.contract.HeldBackendProvider;
import org.cocogan.contract.HeldCoordinateSystemProvider;
import org.cocogan.contract.HeldCropperProvider;
import org.cocogan.contract.HeldDatasetProvider;
import org.cocogan.contract.HeldDiscriminatorProvider;
import org.cocogan.contract.HeldGeneratorProvider;
import org.cocogan.contract.HeldMergerProvider;
import org.cocogan.contract.HeldMetricProvider;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.metric.MetricProvider;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.MergerProvider;
import org.cocogan.provider.Provider;
import org.cocogan.tensor.BackendProvider;
import org.cocogan.training.TrainingListenerProvider;

/**
 * A kind of what a plugin can bring.
 *
 * @param type the interface that its providers implement
 * @param title what people call it
 * @param held makes a provider that keeps what the interface promises, or says what it broke
 */
public record ProviderKind<P extends Provider>(Class<P> type, String title, Held<P> held) {
  /** Everything that can be plugged in. */
  public static final List<ProviderKind<?>> ALL =
      List.of(
          new ProviderKind<>(
              CoordinateSystemProvider.class,
              "coordinate system",
              HeldCoordinateSystemProvider::new),
          new ProviderKind<>(GeneratorProvider.class, "generator", HeldGeneratorProvider::new),
          new ProviderKind<>(
              DiscriminatorProvider.class, "discriminator", HeldDiscriminatorProvider::new),
          new ProviderKind<>(DatasetProvider.class, "data set", HeldDatasetProvider::new),
          new ProviderKind<>(MergerProvider.class, "merger", HeldMergerProvider::new),
          new ProviderKind<>(CropperProvider.class, "cropper", HeldCropperProvider::new),
          new ProviderKind<>(MetricProvider.class, "metric", HeldMetricProvider::new),
          new ProviderKind<>(BackendProvider.class, "backend", HeldBackendProvider::new),
          // What a listener throws stops nothing, so there is nothing to hold it to.
          new ProviderKind<>(
              TrainingListenerProvider.class,
              "training listener",
              (contract, name, provider) -> provider));

  /** Makes of a provider one that is held to what its interface promises. */
  public interface Held<P extends Provider> {
    /**
     * Makes the provider that passes calls on and judges what they give.
     *
     * @param name as the provider has said it once
     */
    P by(Contract contract, String name, P provider);
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
        P other = providers.putIfAbsent(provider.name(), provider);
        if (other != null) {
          throw new CocoGanException(
              "two classes of the class path bring the %s: %s and %s; leave one out"
                  .formatted(
                      title(provider.name()),
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
