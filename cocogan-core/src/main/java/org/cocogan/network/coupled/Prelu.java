package org.cocogan.network.coupled;

import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A parametric ReLU: x where x &gt; 0, slope·x elsewhere, with one slope that is learned from 0.25
 * on.
 *
 * @param name prefix of its parameter
 */
record Prelu(String name) {
  Parameter parameter() {
    return new Parameter(name + "/slope", Shape.of(1), true, new Initializer.Constant(0.25f));
  }

  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor positive = x.relu();
    return positive.add(scope.weight(name + "/slope").multiply(x.subtract(positive)));
  }
}
