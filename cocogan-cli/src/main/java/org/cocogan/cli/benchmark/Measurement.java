package org.cocogan.cli.benchmark;

/**
 * What a benchmark found.
 *
 * @param engine the engine, in words
 * @param time of one step or one drawn batch
 * @param perSecond images trained or patches drawn in a second, at the median
 * @param multiplyAccumulates of one step or one drawn batch
 * @param peak multiply-accumulates a second of the fastest matrix product on the same engine
 */
public record Measurement(
    String engine, Timing time, double perSecond, long multiplyAccumulates, double peak) {
  /** Multiply-accumulates a second, at the median. */
  public double rate() {
    return multiplyAccumulates / time.median();
  }

  /** The rate as a share of the peak. */
  public double peakShare() {
    return rate() / peak;
  }
}
