package org.cocogan.train;

/** The positions from which training draws macro patches. */
public enum Sampling {
  /** Those that start at a micro patch, as in the authors' code. */
  DISCRETE,
  /** Any between the first and the last, as the paper also allows. */
  CONTINUOUS
}
