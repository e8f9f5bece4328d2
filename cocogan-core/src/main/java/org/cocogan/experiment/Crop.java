package org.cocogan.experiment;

/** What becomes of an image whose proportions are not those of the full image. */
public enum Crop {
  /** The largest centred rectangle of the right proportions is cut out, then resized. */
  CENTER,
  /** The whole image is resized, which changes its proportions. */
  NONE
}
