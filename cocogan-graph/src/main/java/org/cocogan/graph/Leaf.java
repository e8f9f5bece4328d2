package org.cocogan.graph;

import java.util.Arrays;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** A value that a graph is given. */
public sealed interface Leaf extends Operation {
  /** The sizes of the value along each axis. */
  Shape shape();

  /** An input that each run is given under a name. */
  record Input(String name, Shape shape) implements Leaf {}

  /**
   * The value of a variable.
   *
   * @param update how many updates of a joint program come before: 0 for the value at its start
   */
  record Variable(String name, int update, Shape shape) implements Leaf {}

  /** A constant tensor; two are equal if their shapes and all their values are. */
  record Constant(HostArray value) implements Leaf {
    @Override
    public Shape shape() {
      return value.shape();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Constant constant
          && shape().equals(constant.shape())
          && Arrays.equals(value.values(), constant.value.values());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value.values());
    }
  }

  /** A tensor that has the same number everywhere. */
  record Filled(Shape shape, float number) implements Leaf {}

  /** A tensor of other operations, in the trace of an input gradient. */
  record Adopted(Tensor tensor) implements Leaf {
    @Override
    public Shape shape() {
      return tensor.shape();
    }
  }
}
