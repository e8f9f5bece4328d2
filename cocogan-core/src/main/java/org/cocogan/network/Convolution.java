package org.cocogan.network;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A spectrally normalised convolution that keeps height and width, alone or joined with a
 * resampling by two; truncated-normal weights of deviation √(2 / (in·k·k)), zero bias.
 *
 * <p>A 3x3 convolution after nearest upsampling is one transposed 4x4 convolution of stride 2, and
 * before average pooling one 4x4 convolution of stride 2: the kernel is the sum of the 3x3 one
 * shifted by 0 and 1 along both axes (divided by 4 for the mean). That is 16 multiply-accumulates
 * where the plain form has 36. It pays where there are more pixels than weights, hence the least
 * side; {@code benchmark training} shows by how much.
 *
 * @param name prefix of its parameters
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel side of the kernel, 1 or 3
 */
record Convolution(String name, int in, int out, int kernel) {
  private static final int LEAST_SIDE_TO_JOIN = 8;

  List<Parameter> parameters() {
    double deviation = Math.sqrt(2.0 / (kernel * kernel * in));
    return List.of(
        new Parameter(
            name + "/weight",
            Shape.of(out, in, kernel, kernel),
            true,
            new Initializer.TruncatedNormal(deviation)),
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0)),
        SpectralNorm.vector(name, out));
  }

  /** [batch, in, h, w] to [batch, out, h, w]. */
  Tensor apply(Tensor x, NetworkScope scope) {
    return x.conv2d(weight(scope), bias(scope), 1, kernel / 2);
  }

  /** Nearest upsampling by two, then the convolution: [batch, in, h, w] to [batch, out, 2h, 2w]. */
  Tensor applyUpsampled(Tensor x, NetworkScope scope) {
    if (kernel == 1) {
      return apply(x, scope).upsampleNearest(2);
    }
    if (x.shape().dimension(2) < LEAST_SIDE_TO_JOIN) {
      return apply(x.upsampleNearest(2), scope);
    }
    // A transposed convolution runs its kernel the other way round, hence the flip.
    Tensor joined =
        scope.shared(
            name + "/upsampled", () -> shiftedSum(flip(weight(scope))).permute(1, 0, 2, 3));
    return x.convTranspose2d(joined, 2, 1).add(bias(scope).reshape(1, out, 1, 1));
  }

  /** The convolution, then average pooling by two: [batch, in, h, w] to [batch, out, h/2, w/2]. */
  Tensor applyPooled(Tensor x, NetworkScope scope) {
    if (kernel == 1) {
      return apply(x.avgPool2d(2), scope);
    }
    if (x.shape().dimension(2) < 2 * LEAST_SIDE_TO_JOIN) {
      return apply(x, scope).avgPool2d(2);
    }
    Tensor joined = scope.shared(name + "/pooled", () -> shiftedSum(weight(scope)).multiply(0.25f));
    return x.conv2d(joined, bias(scope), 2, 1);
  }

  private Tensor weight(NetworkScope scope) {
    return SpectralNorm.weight(name, scope);
  }

  private Tensor bias(NetworkScope scope) {
    return scope.weight(name + "/bias");
  }

  private static Tensor shiftedSum(Tensor weight) {
    Tensor wide = weight.pad(3, 0, 1).add(weight.pad(3, 1, 0));
    return wide.pad(2, 0, 1).add(wide.pad(2, 1, 0));
  }

  private static Tensor flip(Tensor weight) {
    return reverse(reverse(weight, 2), 3);
  }

  private static Tensor reverse(Tensor weight, int axis) {
    return Tensor.concat(
        axis, weight.slice(axis, 2, 3), weight.slice(axis, 1, 2), weight.slice(axis, 0, 1));
  }
}
