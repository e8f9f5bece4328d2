package org.cocogan.random;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers that depend on a seed, a purpose and a count alone, so that a resumed run draws
 * what an uninterrupted one would have drawn, in any order and on any thread.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood 2014), written out here because the numbers
 * are part of what a checkpoint promises and must be the same on every Java. An instance is not
 * safe for several threads; making one is cheap.
 */
public final class CountedRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private CountedRandom(long state) {
    this.state = state;
  }

  /**
   * The numbers for one purpose at one count.
   *
   * @param seed the experiment's seed
   * @param purpose what they are for, such as {@code latent}
   * @param count usually the step, or the number of an image
   */
  public static CountedRandom of(long seed, String purpose, long count) {
    long mixed = mix(seed + GOLDEN_GAMMA);
    for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
      mixed = mix(mixed ^ letter) + GOLDEN_GAMMA;
    }
    return new CountedRandom(mix(mixed ^ mix(count + GOLDEN_GAMMA)));
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, 1), with 24 random bits. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1.0p-24f;
  }

  /** Uniform in [low, high). */
  public float nextFloat(float low, float high) {
    // The sum may round up to the end that is excluded.
    return Math.min(low + nextFloat() * (high - low), Math.nextDown(high));
  }

  /**
   * Uniform in {0, ..., bound - 1}.
   *
   * @throws IllegalArgumentException if bound is below one
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a random number below " + bound + " does not exist");
    }
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  /** Standard normal, by Marsaglia's polar method; the same bits on every machine. */
  public double nextGaussian() {
    while (true) {
      double x = 2 * nextDouble() - 1;
      double y = 2 * nextDouble() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
