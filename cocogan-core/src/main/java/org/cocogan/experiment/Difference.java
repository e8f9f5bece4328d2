package org.cocogan.experiment;

/**
 * A setting that two experiments do not share.
 *
 * @param key section and key, such as {@code model_params.z_dim}
 * @param here the value of the experiment that was asked, as a file would have it
 * @param there the value of the other one
 */
public record Difference(String key, String here, String there) {
  /** Such as {@code model_params.z_dim: 128 here, 64 there}. */
  @Override
  public String toString() {
    return key + ": " + here + " here, " + there + " there";
  }
}
