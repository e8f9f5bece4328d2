package org.cocogan.graph;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/** A convolution, and the two maps that its derivatives are made of. */
public sealed interface ConvolutionPrimitive extends Primitive {
  /** Pixels between two places of the kernel. */
  int stride();

  /** Zeros around the image. */
  int padding();

  /** A convolution of an input with a weight and, if there is a third operand, a bias. */
  record Forward(int stride, int padding) implements ConvolutionPrimitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return operands.size() == 2
          ? to.conv2d(operands.get(0), operands.get(1), stride, padding)
          : to.conv2d(operands.get(0), operands.get(1), operands.get(2), stride, padding);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return operands.size() == 2
          ? ResultShapes.convolved(operands.get(0), operands.get(1), stride, padding)
          : ResultShapes.convolved(
              operands.get(0), operands.get(1), operands.get(2), stride, padding);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      Tensor input = operands.get(0);
      Tensor weight = operands.get(1);
      return switch (which) {
        case 0 -> toInput(input.shape(), weight, gradient, stride, padding);
        case 1 -> toWeight(input, weight.shape(), gradient, stride, padding);
        default -> gradient.sum(0, 2, 3).reshape(-1);
      };
    }
  }

  /** The transpose of a convolution, of an input and a weight. */
  record Transposed(int stride, int padding) implements ConvolutionPrimitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.convTranspose2d(operands.get(0), operands.get(1), stride, padding);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.transposed(operands.get(0), operands.get(1), stride, padding);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      Tensor input = operands.get(0);
      Tensor weight = operands.get(1);
      return which == 0
          ? gradient.conv2d(weight, stride, padding)
          : toWeight(gradient, weight.shape(), input, stride, padding);
    }
  }

  /** The gradient of a convolution for its weight: its input and the gradient of its result. */
  record Weight(int kernelHeight, int kernelWidth, int stride, int padding)
      implements ConvolutionPrimitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.conv2dWeight(
          operands.get(0), operands.get(1), kernelHeight, kernelWidth, stride, padding);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.convolutionWeight(
          operands.get(0), operands.get(1), kernelHeight, kernelWidth, stride, padding);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      Tensor input = operands.get(0);
      return which == 0
          ? toInput(input.shape(), gradient, operands.get(1), stride, padding)
          : input.conv2d(gradient, stride, padding);
    }
  }

  private static Tensor toWeight(
      Tensor input, Shape weight, Tensor gradient, int stride, int padding) {
    return input.conv2dWeight(gradient, weight.dimension(2), weight.dimension(3), stride, padding);
  }

  /**
   * The transpose gives the smallest image that the convolution takes to this gradient; where the
   * input is larger, because the stride leaves rows or columns over, a zero after the gradient
   * makes it larger than the input, and the rest is cut.
   */
  private static Tensor toInput(
      Shape input, Tensor weight, Tensor gradient, int stride, int padding) {
    Tensor widened = gradient;
    for (int axis = 2; axis < 4; axis++) {
      int kernel = weight.shape().dimension(axis);
      if ((input.dimension(axis) + Product.of(2, padding) - kernel) % stride != 0) {
        widened = widened.pad(axis, 0, 1);
      }
    }
    Tensor reached = widened.convTranspose2d(weight, stride, padding);
    for (int axis = 2; axis < 4; axis++) {
      if (reached.shape().dimension(axis) > input.dimension(axis)) {
        reached = reached.slice(axis, 0, input.dimension(axis));
      }
    }
    return reached;
  }
}
