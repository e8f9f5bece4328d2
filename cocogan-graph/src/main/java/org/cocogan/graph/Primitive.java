package org.cocogan.graph;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/**
 * An operation on values: one for each method of {@link TensorOperations}, with its attributes.
 *
 * <p>Two primitives are equal if they compute the same from the same operands.
 */
public sealed interface Primitive extends Operation
    permits Unary,
        Binary,
        Primitive.AddNumber,
        Primitive.MultiplyNumber,
        Primitive.LeakyRelu,
        Primitive.Sum,
        Primitive.Mean,
        Primitive.Reshape,
        Primitive.Permute,
        Primitive.BroadcastTo,
        Primitive.Concat,
        Primitive.Slice,
        Primitive.Pad,
        Primitive.MatMul,
        ConvolutionPrimitive,
        Primitive.AvgPool,
        Primitive.Upsample {
  /** Applies it to an engine's handles. */
  <H> H apply(TensorOperations<H> to, List<H> operands);

  /** The shape of its result. */
  Shape shape(List<Shape> operands);

  /** Whether a gradient passes from its result to its operands. */
  default boolean passesGradient() {
    return true;
  }

  /**
   * The vector-Jacobian product: the share of an operand in the gradient of a scalar.
   *
   * @param which the number of the operand
   * @param gradient of the scalar for the result
   * @param operands what the primitive was applied to
   * @param result what it gave
   */
  Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result);

  /** The sum x + number. */
  record AddNumber(float number) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.add(operands.get(0), number);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return operands.get(0);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient;
    }
  }

  /** The product x · number. */
  record MultiplyNumber(float number) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.multiply(operands.get(0), number);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return operands.get(0);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.multiply(number);
    }
  }

  /** The leaky ReLU: x where x > 0, slope·x elsewhere. */
  record LeakyRelu(float slope) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.leakyRelu(operands.get(0), slope);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return operands.get(0);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.multiply(operands.get(0).positiveMask().multiply(1 - slope).add(slope));
    }
  }

  /** The sum over axes, which stay with size one. */
  record Sum(List<Integer> axes) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.sum(operands.get(0), IntLists.array(axes));
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.reduced(operands.get(0), IntLists.array(axes));
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.broadcastTo(operands.get(0).shape().dimensions());
    }
  }

  /** The mean over axes, which stay with size one. */
  record Mean(List<Integer> axes) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.mean(operands.get(0), IntLists.array(axes));
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.reduced(operands.get(0), IntLists.array(axes));
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      Shape whole = operands.get(0).shape();
      float share = (float) result.shape().size() / whole.size();
      return gradient.multiply(share).broadcastTo(whole.dimensions());
    }
  }

  /** The same values, row-major, in another shape. */
  record Reshape(Shape target) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.reshape(operands.get(0), target);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return target;
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.reshape(operands.get(0).shape().dimensions());
    }
  }

  /** The permutation of axes: axis i of the result is axis order[i] of the operand. */
  record Permute(List<Integer> order) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.permute(operands.get(0), IntLists.array(order));
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.permuted(operands.get(0), IntLists.array(order));
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      int[] inverse = new int[order.size()];
      for (int axis = 0; axis < inverse.length; axis++) {
        inverse[order.get(axis)] = axis;
      }
      return gradient.permute(inverse);
    }
  }

  /** Repeats axes of size one, and missing leading axes. */
  record BroadcastTo(Shape target) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.broadcastTo(operands.get(0), target);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return target;
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return Summing.to(operands.get(0).shape(), gradient);
    }
  }

  /** The operands side by side along the axis. */
  record Concat(int axis) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.concat(operands, axis);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.joined(operands, axis);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      int from =
          operands.subList(0, which).stream()
              .mapToInt(before -> before.shape().dimension(axis))
              .sum();
      return gradient.slice(axis, from, from + operands.get(which).shape().dimension(axis));
    }
  }

  /** The entries from (inclusive) to (exclusive) along the axis. */
  record Slice(int axis, int from, int to) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> target, List<H> operands) {
      return target.slice(operands.get(0), axis, from, to);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.sliced(operands.get(0), axis, from, to);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.pad(axis, from, operands.get(0).shape().dimension(axis) - to);
    }
  }

  /** The operand with zeros before and after it along the axis. */
  record Pad(int axis, int before, int after) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.pad(operands.get(0), axis, before, after);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.padded(operands.get(0), axis, before, after);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.slice(axis, before, before + operands.get(0).shape().dimension(axis));
    }
  }

  /** The matrix product: [n, k] by [k, m] gives [n, m]. */
  record MatMul() implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.matMul(operands.get(0), operands.get(1));
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.product(operands.get(0), operands.get(1));
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return which == 0
          ? gradient.matMul(operands.get(1).transpose())
          : operands.get(0).transpose().matMul(gradient);
    }
  }

  /** The mean of each size-by-size square. */
  record AvgPool(int size) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.avgPool2d(operands.get(0), size);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.pooled(operands.get(0), size);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.multiply(1f / Product.of(size, size)).upsampleNearest(size);
    }
  }

  /** The nearest-neighbour upsampling that makes each pixel a factor-by-factor square. */
  record Upsample(int factor) implements Primitive {
    @Override
    public <H> H apply(TensorOperations<H> to, List<H> operands) {
      return to.upsampleNearest(operands.get(0), factor);
    }

    @Override
    public Shape shape(List<Shape> operands) {
      return ResultShapes.upsampled(operands.get(0), factor);
    }

    @Override
    public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
      return gradient.avgPool2d(factor).multiply(Product.of(factor, factor));
    }
  }
}
