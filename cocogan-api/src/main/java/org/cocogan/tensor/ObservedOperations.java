package org.cocogan.tensor;

import java.util.List;

/**
 * Operations on tensors themselves: each passes on to the operand's own operations, and tells an
 * observer.
 */
public final class ObservedOperations implements TensorOperations<Tensor> {
  /** A listener that is called after every operation, once its result is there. */
  @FunctionalInterface
  public interface Observer {
    /**
     * An operation has been applied.
     *
     * @param operation its name, as in {@link TensorOperations}
     * @param result what it gave
     * @param operands what it was given
     */
    void applied(String operation, Tensor result, List<Tensor> operands);
  }

  private final Observer observer;

  /** Creates operations that tell the observer. */
  public ObservedOperations(Observer observer) {
    this.observer = observer;
  }

  /** A tensor whose operations are observed. */
  public Tensor observe(Tensor tensor) {
    return Tensor.of(this, tensor, tensor.shape());
  }

  /** The tensor itself. */
  public Tensor unwrap(Tensor observed) {
    return observed.handleIn(this);
  }

  private Tensor told(String operation, Tensor result, Tensor... operands) {
    observer.applied(operation, result, List.of(operands));
    return result;
  }

  @Override
  public int depth() {
    return 1;
  }

  @Override
  public Tensor adopt(Tensor tensor) {
    return tensor;
  }

  @Override
  public Tensor add(Tensor left, Tensor right) {
    return told("add", left.add(right), left, right);
  }

  @Override
  public Tensor subtract(Tensor left, Tensor right) {
    return told("subtract", left.subtract(right), left, right);
  }

  @Override
  public Tensor multiply(Tensor left, Tensor right) {
    return told("multiply", left.multiply(right), left, right);
  }

  @Override
  public Tensor divide(Tensor left, Tensor right) {
    return told("divide", left.divide(right), left, right);
  }

  @Override
  public Tensor add(Tensor operand, float number) {
    return told("add", operand.add(number), operand);
  }

  @Override
  public Tensor multiply(Tensor operand, float number) {
    return told("multiply", operand.multiply(number), operand);
  }

  @Override
  public Tensor square(Tensor operand) {
    return told("square", operand.square(), operand);
  }

  @Override
  public Tensor sqrt(Tensor operand) {
    return told("sqrt", operand.sqrt(), operand);
  }

  @Override
  public Tensor exp(Tensor operand) {
    return told("exp", operand.exp(), operand);
  }

  @Override
  public Tensor log(Tensor operand) {
    return told("log", operand.log(), operand);
  }

  @Override
  public Tensor abs(Tensor operand) {
    return told("abs", operand.abs(), operand);
  }

  @Override
  public Tensor relu(Tensor operand) {
    return told("relu", operand.relu(), operand);
  }

  @Override
  public Tensor leakyRelu(Tensor operand, float slope) {
    return told("leakyRelu", operand.leakyRelu(slope), operand);
  }

  @Override
  public Tensor sin(Tensor operand) {
    return told("sin", operand.sin(), operand);
  }

  @Override
  public Tensor tanh(Tensor operand) {
    return told("tanh", operand.tanh(), operand);
  }

  @Override
  public Tensor sigmoid(Tensor operand) {
    return told("sigmoid", operand.sigmoid(), operand);
  }

  @Override
  public Tensor softplus(Tensor operand) {
    return told("softplus", operand.softplus(), operand);
  }

  @Override
  public Tensor positiveMask(Tensor operand) {
    return told("positiveMask", operand.positiveMask(), operand);
  }

  @Override
  public Tensor stopGradient(Tensor operand) {
    return told("stopGradient", operand.stopGradient(), operand);
  }

  @Override
  public Tensor filled(Tensor beside, Shape shape, float number) {
    return told("filled", beside.filled(number, shape.dimensions()), beside);
  }

  @Override
  public Tensor sum(Tensor operand, int[] axes) {
    return told("sum", operand.sum(axes), operand);
  }

  @Override
  public Tensor mean(Tensor operand, int[] axes) {
    return told("mean", operand.mean(axes), operand);
  }

  @Override
  public Tensor reshape(Tensor operand, Shape shape) {
    return told("reshape", operand.reshape(shape.dimensions()), operand);
  }

  @Override
  public Tensor permute(Tensor operand, int[] order) {
    return told("permute", operand.permute(order), operand);
  }

  @Override
  public Tensor broadcastTo(Tensor operand, Shape shape) {
    return told("broadcastTo", operand.broadcastTo(shape.dimensions()), operand);
  }

  @Override
  public Tensor concat(List<Tensor> operands, int axis) {
    return told("concat", Tensor.concat(axis, operands), operands.toArray(Tensor[]::new));
  }

  @Override
  public Tensor slice(Tensor operand, int axis, int from, int to) {
    return told("slice", operand.slice(axis, from, to), operand);
  }

  @Override
  public Tensor pad(Tensor operand, int axis, int before, int after) {
    return told("pad", operand.pad(axis, before, after), operand);
  }

  @Override
  public Tensor matMul(Tensor left, Tensor right) {
    return told("matMul", left.matMul(right), left, right);
  }

  @Override
  public Tensor conv2d(Tensor input, Tensor weight, int stride, int padding) {
    return told("conv2d", input.conv2d(weight, stride, padding), input, weight);
  }

  @Override
  public Tensor conv2d(Tensor input, Tensor weight, Tensor bias, int stride, int padding) {
    return told("conv2d", input.conv2d(weight, bias, stride, padding), input, weight, bias);
  }

  @Override
  public Tensor convTranspose2d(Tensor input, Tensor weight, int stride, int padding) {
    return told("convTranspose2d", input.convTranspose2d(weight, stride, padding), input, weight);
  }

  @Override
  public Tensor conv2dWeight(
      Tensor input, Tensor gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    return told(
        "conv2dWeight",
        input.conv2dWeight(gradient, kernelHeight, kernelWidth, stride, padding),
        input,
        gradient);
  }

  @Override
  public Tensor avgPool2d(Tensor input, int size) {
    return told("avgPool2d", input.avgPool2d(size), input);
  }

  @Override
  public Tensor upsampleNearest(Tensor input, int factor) {
    return told("upsampleNearest", input.upsampleNearest(factor), input);
  }
}
