package org.cocogan.report.benchmark;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.cocogan.advice.Median;

/**
 * The time that runs of the same work took.
 *
 * @param median seconds
 * @param least seconds
 */
public record Timing(double median, double least) {
  private static final int WARM_UP = 2;

  /** Times each of a number of runs, after two that are not counted. */
  static Timing of(int runs, Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
    return of(seconds);
  }

  /** The timing of runs that were timed elsewhere; of one at least. */
  public static Timing of(double... seconds) {
    List<Double> all = Arrays.stream(seconds).boxed().toList();
    return new Timing(Median.of(all), Collections.min(all));
  }
}
