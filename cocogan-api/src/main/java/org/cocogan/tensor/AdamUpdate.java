package org.cocogan.tensor;

/**
 * An Adam update in TensorFlow's form: with gradient g and update number t, m = β₁m + (1-β₁)g, v =
 *
 * @param moments prefix of the moments' variables: {@code PREFIX/m/NAME} and {@code PREFIX/v/NAME},
 *     made of zeros when missing
 * @param number t, one for the first update
 * @param learningRate rate, positive
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 */
public record AdamUpdate(
    String moments, long number, double learningRate, double beta1, double beta2, double epsilon) {
  /** The step after both bias corrections: rate·√(1-β₂ᵗ)/(1-β₁ᵗ). */
  public double correctedRate() {
    return learningRate
        * Math.sqrt(1 - Math.pow(beta2, (double) number))
        / (1 - Math.pow(beta1, (double) number));
  }

  /** The variable that holds the first moment of a trained variable. */
  public String firstMoment(String variable) {
    return moments + "/m/" + variable;
  }

  /** The variable that holds the second moment of a trained variable. */
  public String secondMoment(String variable) {
    return moments + "/v/" + variable;
  }
}
