package org.cocogan.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.FeatureStatistics;
import org.cocogan.eval.statistics.FrechetDistance;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.eval.statistics.StatisticsProvenance;
import org.cocogan.exact.Product;

/**
 * Times the arithmetic of FID on seeded features: once with more samples than features, so that
 * covariances have full rank, and once with half as many.
 */
final class FidBenchmark {
  private static final double NANO = 1e-9;
  private static final long SEED = 1;

  private final int dimension;
  private final int runs;

  /**
   * Prepares the benchmark for features of a dimension.
   *
   * @param dimension of the features, at least 4
   * @param runs of each distance, of which the fastest counts; at least 1
   */
  public FidBenchmark(int dimension, int runs) {
    this.dimension = dimension;
    this.runs = runs;
  }

  /** The sets of features that are compared, two of each. */
  private enum Kind {
    FULL_RANK,
    RANK_DEFICIENT;

    private int samples(int dimension) {
      return this == FULL_RANK ? Product.of(2, dimension) : dimension / 2;
    }

    /** The name of a statistics file. */
    private String file(int number) {
      return (this == FULL_RANK ? "full-" : "deficient-") + number + ".npz";
    }
  }

  /** Measures with every engine that there is. */
  public List<FidTiming> measure() {
    List<LinearAlgebra> engines = new ArrayList<>();
    LinearAlgebra.openBlas().ifPresent(engines::add);
    engines.add(LinearAlgebra.pureJava());
    List<FeatureMoments> full = moments(Kind.FULL_RANK);
    List<FeatureMoments> deficient = moments(Kind.RANK_DEFICIENT);
    return engines.stream().map(engine -> measure(engine, full, deficient)).toList();
  }

  private FidTiming measure(
      LinearAlgebra algebra, List<FeatureMoments> full, List<FeatureMoments> deficient) {
    Timed<FeatureMoments> statistics = timed(() -> moments(Kind.FULL_RANK, 1, algebra));
    Timed<Double> ofFull = fastest(() -> distance(full, algebra));
    Timed<Double> ofDeficient = fastest(() -> distance(deficient, algebra));
    return new FidTiming(
        algebra.name(),
        ofFull.value(),
        ofFull.seconds(),
        ofDeficient.value(),
        ofDeficient.seconds(),
        statistics.seconds() / Kind.FULL_RANK.samples(dimension));
  }

  private static double distance(List<FeatureMoments> pair, LinearAlgebra algebra) {
    return new FrechetDistance(pair.get(0), algebra).to(pair.get(1));
  }

  /** Writes the statistics that are compared, for other programs to do the same with. */
  public void save(Path folder) {
    for (Kind kind : Kind.values()) {
      List<FeatureMoments> pair = moments(kind);
      for (int i = 0; i < pair.size(); i++) {
        StatisticsFile.write(
            folder.resolve(kind.file(i + 1)),
            pair.get(i),
            new StatisticsProvenance(
                "random features", "none", "none", kind.samples(dimension), "benchmark fid"));
      }
    }
  }

  private List<FeatureMoments> moments(Kind kind) {
    LinearAlgebra algebra = LinearAlgebra.fastest();
    return List.of(moments(kind, 1, algebra), moments(kind, 2, algebra));
  }

  /**
   * Moments of features that are at least 0, have something in common and are of very different
   * size.
   */
  private FeatureMoments moments(Kind kind, int number, LinearAlgebra algebra) {
    Random random = new Random(SEED + number);
    FeatureStatistics statistics = new FeatureStatistics(dimension, algebra);
    float[] features = new float[dimension];
    for (int sample = 0; sample < kind.samples(dimension); sample++) {
      double common = random.nextGaussian();
      for (int i = 0; i < dimension; i++) {
        double size = 1 / (1 + 100.0 * i / dimension);
        double value = size * (number + random.nextGaussian() + 0.5 * common);
        features[i] = (float) Math.max(0, value);
      }
      statistics.add(features, "random");
    }
    return statistics.moments();
  }

  /**
   * A result, and the seconds of all processors that it took.
   *
   * @param value what was made
   * @param seconds of processor time
   */
  private record Timed<T>(T value, double seconds) {}

  private static <T> Timed<T> timed(Supplier<T> work) {
    long start = processorNanos();
    T value = work.get();
    return new Timed<>(value, (processorNanos() - start) * NANO);
  }

  private <T> Timed<T> fastest(Supplier<T> work) {
    Timed<T> best = timed(work);
    for (int i = 1; i < runs; i++) {
      Timed<T> next = timed(work);
      best = next.seconds() < best.seconds() ? next : best;
    }
    return best;
  }

  /**
   * The processor time of this process with all its threads; where the platform does not tell, time
   * on the clock.
   */
  static long processorNanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      long nanos = system.getProcessCpuTime();
      if (nanos >= 0) {
        return nanos;
      }
    }
    return System.nanoTime();
  }
}
