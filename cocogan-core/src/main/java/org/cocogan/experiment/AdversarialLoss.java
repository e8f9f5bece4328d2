package org.cocogan.experiment;

/** How the discriminator's judgement becomes the loss of generator and discriminator. */
public enum AdversarialLoss {
  /** Wasserstein distance, as in the paper. */
  WASSERSTEIN,
  /** Hinge loss. */
  HINGE,
  /** Logistic loss, non-saturating for the generator. */
  LOGISTIC,
  /** Least squares: real is 1, fake is 0. */
  LEAST_SQUARES,
  /** Logistic loss of the difference between a real patch and the fake one it is paired with. */
  RELATIVISTIC
}
