package org.cocogan.model;

/**
 * Which of two descriptions of COCO-GAN a network and its penalty follow where they differ; {@code
 * docs/configuration.md} says where.
 */
public enum Variant {
  /** The authors' released TensorFlow code. */
  OFFICIAL,
  /** The equations of the paper (Lin et al., ICCV 2019). */
  PAPER
}
