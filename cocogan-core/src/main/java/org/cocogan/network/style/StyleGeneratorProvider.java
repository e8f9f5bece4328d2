package org.cocogan.network.style;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes the style-based generator, under the name {@code style}. */
public final class StyleGeneratorProvider implements GeneratorProvider {
  @Override
  public String name() {
    return "style";
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new StyleGenerator(settings, false);
  }

  @Override
  public boolean grows() {
    return true;
  }

  @Override
  public Generator createGrown(ModelSettings settings) {
    return new StyleGenerator(settings, true);
  }
}
