package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * A block of the discriminator: convolution, activation, blur, convolution, average pooling by two,
 * activation.
 */
final class StyleDiscriminatorBlock {
  private final EqualizedConvolution conv1;
  private final EqualizedConvolution conv2;

  StyleDiscriminatorBlock(String name, int in, int out) {
    conv1 = new EqualizedConvolution(name + "/conv1", in, out, 3);
    conv2 = new EqualizedConvolution(name + "/conv2", out, out, 3);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(conv1.parameters());
    parameters.addAll(conv2.parameters());
    return parameters;
  }

  /** [batch, in, h, w] to [batch, out, h / 2, w / 2]. */
  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor blurred = Blur.of(Activation.of(conv1.apply(x, scope)), scope);
    return Activation.of(conv2.applyPooled(blurred, scope));
  }
}
