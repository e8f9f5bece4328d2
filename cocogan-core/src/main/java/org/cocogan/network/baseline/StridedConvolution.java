package org.cocogan.network.baseline;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A 5x5 convolution of stride two, or its transpose, with a bias that starts at zero.
 *
 * <p>The edges are TensorFlow's "same": of the three pixels of zeros that an even side needs, one
 * stands before the image and two after it.
 *
 * @param name prefix of its parameters
 * @param in channels of the input
 * @param out channels of the output
 * @param initializer of the weight
 */
record StridedConvolution(String name, int in, int out, Initializer initializer) {
  private static final int KERNEL = 5;
  private static final int BEFORE = 1;
  private static final int AFTER = 2;

  /** What it reads when it halves: the weight [out, in, 5, 5] and the bias. */
  List<Parameter> halving() {
    return parameters(Shape.of(out, in, KERNEL, KERNEL));
  }

  /** What it reads when it doubles: the weight [in, out, 5, 5] and the bias. */
  List<Parameter> doubling() {
    return parameters(Shape.of(in, out, KERNEL, KERNEL));
  }

  private List<Parameter> parameters(Shape weight) {
    return List.of(
        new Parameter(name + "/weight", weight, true, initializer),
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0)));
  }

  /** [batch, in, h, w] to [batch, out, h / 2, w / 2]; h and w are even. */
  Tensor halve(Tensor x, NetworkScope scope) {
    return x.pad(2, BEFORE, AFTER)
        .pad(3, BEFORE, AFTER)
        .conv2d(scope.weight(name + "/weight"), scope.weight(name + "/bias"), 2, 0);
  }

  /** [batch, in, h, w] to [batch, out, 2h, 2w]. */
  Tensor twice(Tensor x, NetworkScope scope) {
    int height = 2 * x.shape().dimension(2);
    int width = 2 * x.shape().dimension(3);
    return x.convTranspose2d(scope.weight(name + "/weight"), 2, 0)
        .slice(2, BEFORE, BEFORE + height)
        .slice(3, BEFORE, BEFORE + width)
        .add(scope.weight(name + "/bias").reshape(1, out, 1, 1));
  }
}
