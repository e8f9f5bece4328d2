package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;

/** Each operation as the engine's own; the engine records what it needs to differentiate them. */
final class DjlOperations implements TensorOperations<NDArray> {
  private static final int NEAREST = 0;

  private final NDManager manager;
  private final TorchScripts scripts;

  DjlOperations(NDManager manager) {
    this.manager = manager;
    this.scripts = new TorchScripts(manager);
  }

  TorchScripts scripts() {
    return scripts;
  }

  @Override
  public NDArray add(NDArray left, NDArray right) {
    return left.add(right);
  }

  @Override
  public NDArray subtract(NDArray left, NDArray right) {
    return left.sub(right);
  }

  @Override
  public NDArray multiply(NDArray left, NDArray right) {
    return left.mul(right);
  }

  @Override
  public NDArray divide(NDArray left, NDArray right) {
    return left.div(right);
  }

  @Override
  public NDArray add(NDArray operand, float number) {
    return operand.add(number);
  }

  @Override
  public NDArray multiply(NDArray operand, float number) {
    return scaled(operand, number);
  }

  @Override
  public NDArray square(NDArray operand) {
    return operand.square();
  }

  @Override
  public NDArray sqrt(NDArray operand) {
    return operand.sqrt();
  }

  @Override
  public NDArray exp(NDArray operand) {
    return operand.exp();
  }

  @Override
  public NDArray log(NDArray operand) {
    return operand.log();
  }

  @Override
  public NDArray abs(NDArray operand) {
    return operand.abs();
  }

  @Override
  public NDArray relu(NDArray operand) {
    return Activation.relu(operand);
  }

  @Override
  public NDArray leakyRelu(NDArray operand, float slope) {
    return Activation.leakyRelu(operand, slope);
  }

  @Override
  public NDArray tanh(NDArray operand) {
    return operand.tanh();
  }

  @Override
  public NDArray sigmoid(NDArray operand) {
    return Activation.sigmoid(operand);
  }

  @Override
  public NDArray softplus(NDArray operand) {
    return Activation.softPlus(operand);
  }

  @Override
  public NDArray positiveMask(NDArray operand) {
    return operand.gt(0).toType(DataType.FLOAT32, false);
  }

  @Override
  public NDArray stopGradient(NDArray operand) {
    return operand.stopGradient();
  }

  @Override
  public NDArray filled(NDArray beside, Shape shape, float number) {
    return manager.full(Shapes.of(shape), number);
  }

  @Override
  public NDArray sum(NDArray operand, int[] axes) {
    return operand.sum(axes, true);
  }

  @Override
  public NDArray mean(NDArray operand, int[] axes) {
    if (axes.length == 1) {
      return operand.mean(axes, true);
    }
    // The engine has no mean over several axes.
    long count =
        Arrays.stream(axes)
            .mapToLong(axis -> operand.getShape().get(axis))
            .reduce(1, (a, b) -> a * b);
    return scaled(operand.sum(axes, true), 1f / count);
  }

  @Override
  public NDArray reshape(NDArray operand, Shape shape) {
    return operand.reshape(Shapes.of(shape));
  }

  @Override
  public NDArray permute(NDArray operand, int[] order) {
    return operand.transpose(order);
  }

  @Override
  public NDArray broadcastTo(NDArray operand, Shape shape) {
    return operand.broadcast(Shapes.of(shape));
  }

  @Override
  public NDArray concat(List<NDArray> operands, int axis) {
    if (operands.size() == 1) {
      return operands.get(0); // the engine wants at least two
    }
    return operands
        .get(0)
        .getNDArrayInternal()
        .concat(new NDList(operands.subList(1, operands.size())), axis);
  }

  @Override
  public NDArray slice(NDArray operand, int axis, int from, int to) {
    return JniUtils.slice((PtNDArray) operand, axis, from, to, 1);
  }

  @Override
  public NDArray pad(NDArray operand, int axis, int before, int after) {
    // The engine takes pairs from the last axis backwards.
    long[] pairs = new long[2 * (operand.getShape().dimension() - axis)];
    pairs[pairs.length - 2] = before;
    pairs[pairs.length - 1] = after;
    return JniUtils.pad((PtNDArray) operand, pairs, 0);
  }

  @Override
  public NDArray matMul(NDArray left, NDArray right) {
    return left.matMul(right);
  }

  @Override
  public NDArray conv2d(NDArray input, NDArray weight, int stride, int padding) {
    return Conv2d.conv2d(input, weight, null, pair(stride), pair(padding)).singletonOrThrow();
  }

  @Override
  public NDArray conv2d(NDArray input, NDArray weight, NDArray bias, int stride, int padding) {
    return Conv2d.conv2d(input, weight, bias, pair(stride), pair(padding)).singletonOrThrow();
  }

  @Override
  public NDArray convTranspose2d(NDArray input, NDArray weight, int stride, int padding) {
    return scripts.convTranspose2d(input, weight, stride, padding);
  }

  @Override
  public NDArray conv2dWeight(
      NDArray input, NDArray gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    return scripts.conv2dWeight(input, gradient, kernelHeight, kernelWidth, stride, padding);
  }

  @Override
  public NDArray avgPool2d(NDArray input, int size) {
    return Pool.avgPool2d(input, pair(size), pair(size), pair(0), false, true);
  }

  @Override
  public NDArray upsampleNearest(NDArray input, int factor) {
    ai.djl.ndarray.types.Shape shape = input.getShape();
    return JniUtils.interpolate(
        (PtNDArray) input,
        new long[] {shape.get(2) * factor, shape.get(3) * factor},
        NEAREST,
        false);
  }

  /**
   * The product with a number that lives until the run ends: the engine keeps it for the gradient,
   * while {@code mul(Number)} lets go of its memory at once.
   */
  private NDArray scaled(NDArray operand, float number) {
    return operand.mul(manager.create(number));
  }

  private static ai.djl.ndarray.types.Shape pair(int value) {
    return new ai.djl.ndarray.types.Shape(value, value);
  }
}
