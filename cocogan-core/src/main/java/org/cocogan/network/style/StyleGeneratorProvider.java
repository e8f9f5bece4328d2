package org.cocogan.network.style;

import java.util.List;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.provider.ParameterDefinition;

/** Makes the style-based generator, under the name {@code style}. */
public final class StyleGeneratorProvider implements GeneratorProvider {
  @Override
  public String name() {
    return "style";
  }

  @Override
  public String description() {
    return "A style-based generator (StyleGAN) of micro patches, which grows.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(StyleGenerator.MAPPING_LAYERS, StyleGenerator.MIXING_PROBABILITY);
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
