package org.cocogan.train;

/** Which positions training draws macro patches from. */
public enum Sampling {
  /** Those that start at a micro patch, as in the authors' code. */
  DISCRETE,
  /** Any between the first and the last, as the paper also allows. */
  CONTINUOUS
}
