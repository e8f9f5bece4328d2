package org.cocogan.eval.network;

/** The forms in which the weights of the FID Inception are passed around. */
public enum WeightsFormat {
  /** A state dictionary of PyTorch 1.6 or newer. */
  TORCH_ZIP("PyTorch's zip"),
  /** A state dictionary of an older PyTorch. */
  TORCH_LEGACY("PyTorch's form before version 1.6"),
  /** A frozen graph. */
  TENSORFLOW("a graph of TensorFlow");

  private final String words;

  WeightsFormat(String words) {
    this.words = words;
  }

  /** In words. */
  @Override
  public String toString() {
    return words;
  }
}
