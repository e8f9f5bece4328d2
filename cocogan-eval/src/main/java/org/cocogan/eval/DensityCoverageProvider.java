package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.statistics.DensityCoverage;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;

/** Offers density and coverage as {@code density_coverage} (Naeem et al. 2020). */
public final class DensityCoverageProvider extends ComparisonProvider {
  private static final String NAME = "density_coverage";

  private static final ParameterDefinition<Integer> NEIGHBOURS =
      ParameterDefinition.whole(
              "neighbours",
              1,
              Integer.MAX_VALUE,
              "How many neighbours make the neighbourhood of an image: the k of the paper.")
          .orElse(DensityCoverage.NEIGHBOURS);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public DensityCoverageProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "How densely generated images lie among the real ones, and the share of these that they"
        + " cover.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(NEIGHBOURS);
  }

  @Override
  Comparison comparison(Parameters parameters) {
    int neighbours = parameters.get(NEIGHBOURS);
    return (generated, reference, names) -> {
      DensityCoverage both =
          DensityCoverage.between(
              reference.features(), generated, neighbours, LinearAlgebra.fastest());
      String images = generated.length + " images";
      String how = ", k = " + neighbours;
      return List.of(
          names.of(
              "density",
              both.density(),
              Better.HIGHER,
              images + " among " + reference.description() + how),
          names.of(
              "coverage",
              both.coverage(),
              Better.HIGHER,
              "share of " + reference.description() + " near " + images + how));
    };
  }
}
