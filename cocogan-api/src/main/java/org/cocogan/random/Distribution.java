package org.cocogan.random;

/** The distribution of single random numbers. */
public enum Distribution {
  /** Uniform in [0, 1). */
  UNIFORM {
    @Override
    public float draw(CountedRandom random) {
      return random.nextFloat();
    }
  },
  /** Normal of mean 0 and deviation 1. */
  NORMAL {
    @Override
    public float draw(CountedRandom random) {
      return (float) random.nextGaussian();
    }
  };

  /** The next number. */
  public abstract float draw(CountedRandom random);
}
