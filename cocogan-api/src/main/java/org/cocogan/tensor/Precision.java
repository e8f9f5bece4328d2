package org.cocogan.tensor;

import java.util.Locale;

/** The numbers in which an engine computes convolutions; all else it computes in float32. */
public enum Precision {
  /** 32 bits. */
  FLOAT32,
  /** 16 bits, with the range of float32 and 8 bits of precision; sums are float32. */
  BFLOAT16,
  /** {@link #BFLOAT16} where engine and processor have instructions for it. */
  AUTO;

  /** The name in a configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
