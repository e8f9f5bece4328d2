package org.cocogan.network.baseline;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.BatchNorm;
import org.cocogan.tensor.Tensor;

/**
 * WGAN-GP's residual block (Gulrajani et al. 2017): normalise, ReLU, convolve, normalise, ReLU,
 * convolve; plus a 1x1 convolution of the input. It normalises batches and doubles the side before
 * the first convolution, or normalises layers and halves it after the second.
 */
final class ResidualBlock {
  private final boolean doubles;
  private final Norm norm1;
  private final PlainConvolution conv1;
  private final Norm norm2;
  private final PlainConvolution conv2;
  private final PlainConvolution shortcut;

  /** A normalisation of either kind: its parameters and its application. */
  private record Norm(List<Parameter> parameters, Application application) {}

  private interface Application {
    Tensor apply(Tensor x, NetworkScope scope);
  }

  private ResidualBlock(String name, int in, int out, boolean doubles) {
    // As published, the channels change in the first convolution of a block that doubles and in
    // the second of one that halves.
    int between = doubles ? out : in;
    this.doubles = doubles;
    this.norm1 = norm(name + "/norm1", in, doubles);
    this.conv1 = new PlainConvolution(name + "/conv1", in, between, 3, 2, false);
    this.norm2 = norm(name + "/norm2", between, doubles);
    this.conv2 = new PlainConvolution(name + "/conv2", between, out, 3, 2, true);
    this.shortcut = new PlainConvolution(name + "/shortcut", in, out, 1, 1, true);
  }

  /** A generator's block, [batch, in, h, w] to [batch, out, 2h, 2w]. */
  static ResidualBlock doubling(String name, int in, int out) {
    return new ResidualBlock(name, in, out, true);
  }

  /** A discriminator's block, [batch, in, h, w] to [batch, out, h / 2, w / 2]. */
  static ResidualBlock halving(String name, int in, int out) {
    return new ResidualBlock(name, in, out, false);
  }

  private static Norm norm(String name, int channels, boolean ofBatch) {
    if (ofBatch) {
      BatchNorm norm = new BatchNorm(name, channels);
      return new Norm(norm.parameters(), norm::apply);
    }
    LayerNorm norm = new LayerNorm(name, channels);
    return new Norm(norm.parameters(), norm::apply);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.addAll(norm1.parameters());
    parameters.addAll(conv1.parameters());
    parameters.addAll(norm2.parameters());
    parameters.addAll(conv2.parameters());
    parameters.addAll(shortcut.parameters());
    return parameters;
  }

  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor residual = norm1.application().apply(x, scope).relu();
    residual = conv1.apply(doubles ? residual.upsampleNearest(2) : residual, scope);
    residual = conv2.apply(norm2.application().apply(residual, scope).relu(), scope);
    // A 1x1 convolution may change places with the resampling: it is done where pixels are fewer.
    return doubles
        ? residual.add(shortcut.apply(x, scope).upsampleNearest(2))
        : residual.avgPool2d(2).add(shortcut.apply(x.avgPool2d(2), scope));
  }
}
