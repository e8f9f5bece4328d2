package org.cocogan.data;

/** A half of a source, where two domains are to have no image in common. */
public enum Half {
  /** The first half of the images in a shuffled order. */
  FIRST,
  /** The other half. */
  SECOND
}
