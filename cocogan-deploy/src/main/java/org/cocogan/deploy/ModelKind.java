package org.cocogan.deploy;

import java.util.Locale;

/** The kind of an exported model: what it computes from what. */
public enum ModelKind {
  /** Micro patches from latent vectors and coordinates. */
  PATCH,
  /** Whole images from latent vectors. */
  IMAGE,
  /** Micro patches of one image from its latent vector and their positions. */
  REGION,
  /** Latent vectors and positions from macro patches. */
  ENCODER;

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
