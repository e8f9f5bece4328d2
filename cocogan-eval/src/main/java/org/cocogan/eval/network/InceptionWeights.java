package org.cocogan.eval.network;

import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/** The weights of an Inception in a file, whichever names and orders of axes the file has. */
final class InceptionWeights {
  private static final double EPSILON = 0.001;

  private final String file;
  private final WeightsFormat format;
  private final Map<String, StoredTensor> tensors;

  InceptionWeights(WeightsFile file) {
    this.file = file.path().toString();
    this.format = file.format();
    this.tensors = file.tensors();
  }

  /**
   * A convolution that does what convolution without bias and batch norm do.
   *
   * @param weight [out, in, height, width]
   * @param bias [out]
   */
  record Convolution(HostArray weight, HostArray bias) {}

  /** The name of a unit in PyTorch and in TensorFlow. */
  record Unit(String torch, String graph) {}

  /**
   * A unit's weights, in which the batch norm is folded: with s = gamma / sqrt(variance + 0.001),
   * weight · s and beta - mean · s.
   *
   * @param shape [out, in, height, width]
   * @throws FeatureNetworkException if the file has no such unit, or one of another shape
   */
  Convolution convolution(Unit unit, Shape shape) {
    int outs = shape.dimension(0);
    float[] weight = kernel(unit, shape).values().clone();
    float[] gamma = norm(unit, "weight", "gamma", outs);
    float[] beta = norm(unit, "bias", "beta", outs);
    float[] mean = norm(unit, "running_mean", "moving_mean", outs);
    float[] variance = norm(unit, "running_var", "moving_variance", outs);
    float[] bias = new float[outs];
    int each = weight.length / outs;
    for (int out = 0; out < outs; out++) {
      double scale = gamma[out] / Math.sqrt(variance[out] + EPSILON);
      for (int i = 0; i < each; i++) {
        weight[out * each + i] = (float) (weight[out * each + i] * scale);
      }
      bias[out] = (float) (beta[out] - mean[out] * scale);
    }
    return new Convolution(new HostArray(shape, weight), new HostArray(Shape.of(outs), bias));
  }

  /** What turns features into logits without a bias: [features, classes]. */
  HostArray classifier(int features, int classes) {
    Shape shape = Shape.of(features, classes);
    return format == WeightsFormat.TENSORFLOW
        ? read("softmax/weights", shape)
        : permuted(read("fc.weight", Shape.of(classes, features)), 1, 0);
  }

  private HostArray kernel(Unit unit, Shape shape) {
    if (format != WeightsFormat.TENSORFLOW) {
      return read(unit.torch() + ".conv.weight", shape);
    }
    Shape stored =
        Shape.of(shape.dimension(2), shape.dimension(3), shape.dimension(1), shape.dimension(0));
    return permuted(read(unit.graph() + "/conv2d_params", stored), 3, 2, 0, 1);
  }

  private float[] norm(Unit unit, String torch, String graph, int size) {
    String name =
        format == WeightsFormat.TENSORFLOW
            ? unit.graph() + "/batchnorm/" + graph
            : unit.torch() + ".bn." + torch;
    return read(name, Shape.of(size)).values();
  }

  private HostArray read(String name, Shape shape) {
    StoredTensor tensor =
        Optional.ofNullable(tensors.get(name))
            .orElseThrow(
                () ->
                    new FeatureNetworkException(
                        file
                            + ": holds no weights of the FID Inception: it has "
                            + tensors.size()
                            + " tensors and none is called "
                            + name));
    if (!tensor.shape().equals(shape)) {
      throw new FeatureNetworkException(
          file
              + ": is another network than the FID Inception: its "
              + name
              + " is "
              + tensor.shape()
              + ", not "
              + shape);
    }
    try {
      return finite(name, tensor.read());
    } catch (MalformedException e) {
      throw new FeatureNetworkException(file + ": " + e.getMessage(), e);
    }
  }

  private HostArray finite(String name, HostArray array) {
    for (float value : array.values()) {
      if (!Float.isFinite(value)) {
        throw new FeatureNetworkException(
            file + ": is damaged: " + name + " holds " + value + "; copy or download it again");
      }
    }
    return array;
  }

  /** The array whose axis i is an axis of the given one. */
  private static HostArray permuted(HostArray array, int... axes) {
    Shape from = array.shape();
    int[] strides = new int[axes.length];
    int stride = 1;
    for (int axis = axes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride = Product.of(stride, from.dimension(axis));
    }
    int[] sizes = new int[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      sizes[axis] = from.dimension(axes[axis]);
    }
    float[] values = new float[array.values().length];
    int[] index = new int[axes.length];
    for (int i = 0; i < values.length; i++) {
      int place = 0;
      for (int axis = 0; axis < axes.length; axis++) {
        place += index[axis] * strides[axes[axis]];
      }
      values[i] = array.values()[place];
      for (int axis = axes.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return new HostArray(Shape.of(sizes), values);
  }
}
