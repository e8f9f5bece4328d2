package org.cocogan.testkit;

import java.util.Map;
import java.util.stream.Stream;
import org.cocogan.model.ModelSettings;
import org.cocogan.provider.ConfigurableProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The part of a conformance kit that generators and discriminators have in common. Networks are
 * computed in double precision, without an engine.
 *
 * @param <P> what makes the networks
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NetworkConformance<P extends ConfigurableProvider> {
  static final double ROUNDING = 1e-9;
  static final int BATCH = 3;

  /** Creates the kit for the networks of a subclass. */
  NetworkConformance() {}

  /** What makes the networks to judge. */
  protected abstract P provider();

  /** Values of the provider's own parameters, by name; the rest have their defaults. */
  protected Map<String, String> parameters() {
    return Map.of();
  }

  /** What to make networks from; override it where the usual sizes do not suit. */
  protected Stream<ModelSettings> settings() {
    return NetworkExamples.usual();
  }

  final Stream<ModelSettings> complete() {
    return settings()
        .map(
            settings ->
                settings.withParameters(ProviderChecks.parameters(provider(), parameters())));
  }

  /** Name, description and parameters. */
  @Test
  public final void describesItself() {
    ProviderChecks.describesItself(provider());
  }
}
