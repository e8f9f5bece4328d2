package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.KernelDistance;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;

/** Offers the kernel distance of features as {@code kid} (Binkowski et al. 2018). */
public final class KidProvider implements MetricProvider {
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
  public Metric create(MetricRequest request) {
    KernelDistance distance =
        new KernelDistance(
            request.parameters().get(SUBSETS),
            request.parameters().get(SUBSET_SIZE),
            request.parameters().get(SEED),
            LinearAlgebra.fastest());
    SharedFeatures features = SharedFeatures.of(request, NAME);
    Reference reference = features.comparedFeatures(NAME);
    return new FeatureMetric(features, new Measure(features, distance, reference, features.kept()));
  }

  private record Measure(
      SharedFeatures features,
      KernelDistance distance,
      Reference reference,
      List<float[]> generated)
      implements FeatureMetric.Measure {
    @Override
    public void accept(int first, FeatureBatch batch) {
      // They are kept for all.
    }

    @Override
    public List<Score> scores() {
      float[][] real = reference.features();
      int count = Math.min(real.length, generated.size());
      String subsets =
          distance.subsetSize(count).isPresent()
              ? " in subsets of " + distance.subsetSize(count).getAsInt()
              : "";
      return List.of(
          new NamedScores(features.network())
              .of(
                  NAME,
                  distance.between(generated.toArray(float[][]::new), real),
                  Better.LOWER,
                  "kernel distance of "
                      + generated.size()
                      + " images to "
                      + reference.description()
                      + subsets));
    }
  }
}
