package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.eval.statistics.PrecisionRecall;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;

/** Offers improved precision and recall as {@code precision_recall} (Kynkäänniemi et al. 2019). */
public final class PrecisionRecallProvider extends ComparisonProvider {
  private static final String NAME = "precision_recall";

  private static final ParameterDefinition<Integer> NEIGHBOURS =
      ParameterDefinition.whole(
              "neighbours",
              1,
              Integer.MAX_VALUE,
              "How many neighbours make the neighbourhood of an image: the k of the paper.")
          .orElse(PrecisionRecall.NEIGHBOURS);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public PrecisionRecallProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Share of generated images among the real ones, and of real ones among the generated.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(NEIGHBOURS);
  }

  @Override
  Comparison comparison(Parameters parameters) {
    int neighbours = parameters.get(NEIGHBOURS);
    return (generated, reference, names) -> {
      PrecisionRecall both =
          PrecisionRecall.between(
              reference.features(), generated, neighbours, LinearAlgebra.fastest());
      String images = generated.length + " images";
      String how = ", k = " + neighbours;
      return List.of(
          names.of(
              "precision",
              both.precision(),
              Better.HIGHER,
              "share of " + images + " within " + reference.description() + how),
          names.of(
              "recall",
              both.recall(),
              Better.HIGHER,
              "share of " + reference.description() + " within " + generated.length + how));
    };
  }
}
