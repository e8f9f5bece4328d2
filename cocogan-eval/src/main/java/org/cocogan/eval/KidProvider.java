package org.cocogan.eval;

import java.util.List;
import java.util.OptionalInt;
import org.cocogan.eval.statistics.KernelDistance;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;

/** Offers the kernel distance of features as {@code kid} (Binkowski et al. 2018). */
public final class KidProvider extends ComparisonProvider {
  private static final String NAME = "kid";

  private static final ParameterDefinition<Integer> SUBSETS =
      ParameterDefinition.whole(
              "subsets", 1, Integer.MAX_VALUE, "Subsets of features that are compared.")
          .orElse(100);

  private static final ParameterDefinition<Integer> SUBSET_SIZE =
      ParameterDefinition.whole(
              "subset_size", 2, Integer.MAX_VALUE, "Features in a subset, at most.")
          .orElse(1000);

  private static final ParameterDefinition<Integer> SEED =
      ParameterDefinition.whole("seed", 0, Integer.MAX_VALUE, "Seed of the draw of subsets.")
          .orElse(0);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public KidProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Kernel distance between the features of generated and of real images.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(SUBSETS, SUBSET_SIZE, SEED);
  }

  @Override
  Comparison comparison(Parameters parameters) {
    KernelDistance distance =
        new KernelDistance(
            parameters.get(SUBSETS),
            parameters.get(SUBSET_SIZE),
            parameters.get(SEED),
            LinearAlgebra.fastest());
    return (generated, reference, names) -> {
      float[][] real = reference.features();
      OptionalInt size = distance.subsetSize(Math.min(real.length, generated.length));
      return List.of(
          names.of(
              NAME,
              distance.between(generated, real),
              Better.LOWER,
              "kernel distance of "
                  + generated.length
                  + " images to "
                  + reference.description()
                  + (size.isPresent() ? " in subsets of " + size.getAsInt() : "")));
    };
  }
}
