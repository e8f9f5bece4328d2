package org.cocogan.model;

/**
 * The description of COCO-GAN that a network and its penalty follow where code and paper differ;
 * {@code docs/configuration.md} says where.
 */
public enum Variant {
  /** The authors' released TensorFlow code. */
  OFFICIAL,
  /** The equations of the paper (Lin et al., ICCV 2019). */
  PAPER
}
