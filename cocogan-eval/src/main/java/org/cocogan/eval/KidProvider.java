package org.cocogan.eval;

import java.util.List;
import java.util.Set;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.KernelDistance;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;

/**
 * Offers the kernel distance of features as {@code kid} (Binkowski et al. 2018).
 *
 * <p>Its parameters are {@code subsets}, {@code subset_size} and {@code seed}.
 */
public final class KidProvider implements MetricProvider {
  private static final String NAME = "kid";
  private static final int SUBSETS = 100;
  private static final int SUBSET_SIZE = 1000;

  /** For {@link java.util.ServiceLoader}. */
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
  public Metric create(MetricRequest request) {
    Parameters parameters =
        new Parameters(NAME, request.parameters(), Set.of("subsets", "subset_size", "seed"));
    KernelDistance distance =
        new KernelDistance(
            parameters.whole("subsets", 1, SUBSETS),
            parameters.whole("subset_size", 2, SUBSET_SIZE),
            parameters.whole("seed", 0, 0),
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
