package org.cocogan.report.benchmark;

/**
 * The speed of one engine, as a benchmark has measured it.
 *
 * @param engine the engine, in words
 * @param time of one step or one drawn batch
 * @param perSecond images trained or patches drawn in a second, at the median
 * @param multiplyAccumulates of one step or one drawn batch
 * @param peak multiply-accumulates a second of the fastest convolution on the same engine
 */
public record BenchmarkResult(
    String engine, Timing time, double perSecond, long multiplyAccumulates, double peak) {
  /** Above this share of the peak little else is left. */
  private static final double NEAR = 0.7;

  /** Multiply-accumulates a second, at the median. */
  public double rate() {
    return multiplyAccumulates / time.median();
  }

  /** What keeps it from being faster. */
  public String limit() {
    return peakShare() >= NEAR ? "the arithmetic of convolutions" : "memory and small operations";
  }

  /** The rate as a share of the peak. */
  public double peakShare() {
    return rate() / peak;
  }
}
