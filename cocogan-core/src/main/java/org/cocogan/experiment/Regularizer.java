package org.cocogan.experiment;

/** What keeps the discriminator smooth. */
public enum Regularizer {
  /** Gradient penalty between real and generated macro patches, as in the paper. */
  GRADIENT_PENALTY,
  /** Gradient penalty at real macro patches alone. */
  R1,
  /** Gradient penalty at real and at generated macro patches, before augmentation. */
  R1_R2,
  /** Nothing but spectral normalisation. */
  NONE
}
