package org.cocogan.testkit;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.provider.Provider;
import org.junit.jupiter.api.Nested;

/** The kits for networks judge those that the framework brings. */
class BuiltInNetworksTest {
  private static <P extends Provider> P named(Class<P> kind, String name) {
    return ServiceLoader.load(kind).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class Cocogan extends GeneratorConformance {
    @Override
    protected GeneratorProvider provider() {
      return named(GeneratorProvider.class, "cocogan");
    }
  }

  @Nested
  class Style extends GeneratorConformance {
    @Override
    protected GeneratorProvider provider() {
      return named(GeneratorProvider.class, "style");
    }
  }

  @Nested
  class FullImage extends GeneratorConformance {
    @Override
    protected GeneratorProvider provider() {
      return named(GeneratorProvider.class, "full-image");
    }

    @Override
    protected Stream<ModelSettings> settings() {
      return NetworkExamples.usual().limit(1);
    }
  }

  @Nested
  class Judge extends DiscriminatorConformance {
    @Override
    protected DiscriminatorProvider provider() {
      return named(DiscriminatorProvider.class, "cocogan");
    }
  }

  @Nested
  class StyleJudge extends DiscriminatorConformance {
    @Override
    protected DiscriminatorProvider provider() {
      return named(DiscriminatorProvider.class, "style-conditional");
    }
  }
}
