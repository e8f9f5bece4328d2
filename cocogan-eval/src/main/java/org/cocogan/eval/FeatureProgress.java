package org.cocogan.eval;

/** A listener to the progress of a long computation of features, which may end it. */
public interface FeatureProgress {
  /**
   * Called every few seconds.
   *
   * @param what is computed, such as {@code features of portraits.zip}
   * @param done images that are through
   * @param total images in all
   */
  void advanced(String what, int done, int total);

  /** Whether the computation is to end; what is done is kept. */
  default boolean stops() {
    return false;
  }
}
