package org.cocogan.train;

/** Which positions training draws macro patches from. */
public enum Sampling {
  /** Whole micro patches apart (released code). */
  DISCRETE,
  /** Anywhere between the first and the last (the paper's ablation). */
  CONTINUOUS
}
