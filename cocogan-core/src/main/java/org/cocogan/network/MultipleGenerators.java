package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.patch.Grid;
import org.cocogan.tensor.Tensor;

/**
 * A generator of its own for each micro patch of the full image, none of which is told a coordinate
 * (the paper's ablation "multiple generators"). They share the latent vector and nothing else.
 */
final class MultipleGenerators implements Generator {
  static final String NAME = "multiple";

  private final List<List<CocoGenerator>> rows = new ArrayList<>();

  MultipleGenerators(ModelSettings settings) {
    Halvings size =
        Halvings.of(
            "generator " + NAME,
            "micro patch",
            settings.layout().micro(),
            CocoGenerator.FIRST_SIDE);
    Grid grid = settings.layout().microInFull();
    for (int row = 0; row < grid.rows(); row++) {
      List<CocoGenerator> generators = new ArrayList<>();
      for (int column = 0; column < grid.columns(); column++) {
        String name = String.format(Locale.ROOT, "generator/row%d/column%d", row, column);
        generators.add(new CocoGenerator(name, size, settings.latentDimension(), settings));
      }
      rows.add(generators);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return rows.stream()
        .flatMap(List::stream)
        .flatMap(generator -> generator.parameters().stream())
        .toList();
  }

  @Override
  public boolean makesFullImages() {
    return true;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    List<Tensor> bands = new ArrayList<>();
    for (List<CocoGenerator> generators : rows) {
      List<Tensor> patches =
          generators.stream().map(generator -> generator.generate(latent, scope)).toList();
      bands.add(Tensor.concat(3, patches));
    }
    return Tensor.concat(2, bands);
  }
}
