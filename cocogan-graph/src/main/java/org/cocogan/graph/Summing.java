package org.cocogan.graph;

import java.util.stream.IntStream;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Undoes broadcasting. */
final class Summing {
  private Summing() {}

  /** Sums the tensor over every axis along which the shape is repeated to give the tensor's. */
  static Tensor to(Shape shape, Tensor tensor) {
    Shape whole = tensor.shape();
    if (whole.equals(shape)) {
      return tensor;
    }
    int missing = whole.rank() - shape.rank();
    int[] repeated =
        IntStream.range(0, whole.rank())
            .filter(
                axis -> axis < missing || shape.dimension(axis - missing) != whole.dimension(axis))
            .toArray();
    return tensor.sum(repeated).reshape(shape.dimensions());
  }
}
