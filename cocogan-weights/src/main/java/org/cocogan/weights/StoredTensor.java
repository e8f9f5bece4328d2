package org.cocogan.weights;

import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** A tensor in a file of weights, read when it is wanted. */
public interface StoredTensor {
  /** Its sizes, outermost first. */
  Shape shape();

  /**
   * Its values as floats.
   *
   * @throws MalformedException if the file does not hold them
   */
  HostArray read();
}
