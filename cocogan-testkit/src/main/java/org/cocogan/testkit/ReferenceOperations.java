package org.cocogan.testkit;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.cocogan.exact.Product;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;

/**
 * The reference of every tensor operation, written as its definition reads, in double precision and
 * without regard to speed.
 */
public class ReferenceOperations implements TensorOperations<DoubleArray> {
  /** Creates the operations, which hold no state. */
  public ReferenceOperations() {}

  @Override
  public DoubleArray add(DoubleArray left, DoubleArray right) {
    return combine(left, right, (x, y) -> x + y);
  }

  @Override
  public DoubleArray subtract(DoubleArray left, DoubleArray right) {
    return combine(left, right, (x, y) -> x - y);
  }

  @Override
  public DoubleArray multiply(DoubleArray left, DoubleArray right) {
    return combine(left, right, (x, y) -> x * y);
  }

  @Override
  public DoubleArray divide(DoubleArray left, DoubleArray right) {
    return combine(left, right, (x, y) -> x / y);
  }

  @Override
  public DoubleArray add(DoubleArray operand, float number) {
    return map(operand, x -> x + number);
  }

  @Override
  public DoubleArray multiply(DoubleArray operand, float number) {
    return map(operand, x -> x * number);
  }

  @Override
  public DoubleArray square(DoubleArray operand) {
    return map(operand, x -> x * x);
  }

  @Override
  public DoubleArray sqrt(DoubleArray operand) {
    return map(operand, Math::sqrt);
  }

  @Override
  public DoubleArray exp(DoubleArray operand) {
    return map(operand, Math::exp);
  }

  @Override
  public DoubleArray log(DoubleArray operand) {
    return map(operand, Math::log);
  }

  @Override
  public DoubleArray abs(DoubleArray operand) {
    return map(operand, Math::abs);
  }

  @Override
  public DoubleArray relu(DoubleArray operand) {
    return map(operand, x -> Math.max(x, 0));
  }

  @Override
  public DoubleArray leakyRelu(DoubleArray operand, float slope) {
    return map(operand, x -> x > 0 ? x : slope * x);
  }

  @Override
  public DoubleArray sin(DoubleArray operand) {
    return map(operand, Math::sin);
  }

  @Override
  public DoubleArray tanh(DoubleArray operand) {
    return map(operand, Math::tanh);
  }

  @Override
  public DoubleArray sigmoid(DoubleArray operand) {
    return map(operand, x -> 1 / (1 + Math.exp(-x)));
  }

  @Override
  public DoubleArray softplus(DoubleArray operand) {
    return map(operand, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
  }

  @Override
  public DoubleArray positiveMask(DoubleArray operand) {
    return map(operand, x -> x > 0 ? 1 : 0);
  }

  @Override
  public DoubleArray stopGradient(DoubleArray operand) {
    return operand;
  }

  @Override
  public DoubleArray filled(DoubleArray beside, Shape shape, float number) {
    return DoubleArray.at(shape, index -> number);
  }

  @Override
  public DoubleArray sum(DoubleArray operand, int[] axes) {
    Shape kept = operand.shape();
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    DoubleArray result = DoubleArray.zeros(kept);
    for (int position = 0; position < operand.values().length; position++) {
      int[] index = operand.index(position);
      for (int axis : axes) {
        index[axis] = 0;
      }
      result.add(operand.values()[position], index);
    }
    return result;
  }

  @Override
  public DoubleArray mean(DoubleArray operand, int[] axes) {
    int count = 1;
    for (int axis : axes) {
      count = Product.of(count, operand.shape().dimension(axis));
    }
    double summed = count;
    return map(sum(operand, axes), x -> x / summed);
  }

  @Override
  public DoubleArray reshape(DoubleArray operand, Shape shape) {
    return new DoubleArray(shape, operand.values());
  }

  @Override
  public DoubleArray permute(DoubleArray operand, int[] order) {
    int[] sizes = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      sizes[axis] = operand.shape().dimension(order[axis]);
    }
    return DoubleArray.at(
        Shape.of(sizes),
        index -> {
          int[] source = new int[order.length];
          for (int axis = 0; axis < order.length; axis++) {
            source[order[axis]] = index[axis];
          }
          return operand.get(source);
        });
  }

  @Override
  public DoubleArray broadcastTo(DoubleArray operand, Shape shape) {
    return DoubleArray.at(shape, index -> repeated(operand, index));
  }

  @Override
  public DoubleArray concat(List<DoubleArray> operands, int axis) {
    int size = operands.stream().mapToInt(operand -> operand.shape().dimension(axis)).sum();
    return DoubleArray.at(
        operands.get(0).shape().with(axis, size),
        index -> {
          int[] source = index.clone();
          int which = 0;
          while (source[axis] >= operands.get(which).shape().dimension(axis)) {
            source[axis] -= operands.get(which).shape().dimension(axis);
            which++;
          }
          return operands.get(which).get(source);
        });
  }

  @Override
  public DoubleArray slice(DoubleArray operand, int axis, int from, int to) {
    return DoubleArray.at(
        operand.shape().with(axis, to - from),
        index -> {
          int[] source = index.clone();
          source[axis] += from;
          return operand.get(source);
        });
  }

  @Override
  public DoubleArray pad(DoubleArray operand, int axis, int before, int after) {
    int size = operand.shape().dimension(axis);
    return DoubleArray.at(
        operand.shape().with(axis, before + size + after),
        index -> {
          int[] source = index.clone();
          source[axis] -= before;
          return source[axis] >= 0 && source[axis] < size ? operand.get(source) : 0;
        });
  }

  @Override
  public DoubleArray matMul(DoubleArray left, DoubleArray right) {
    return DoubleArray.at(
        Shape.of(left.shape().dimension(0), right.shape().dimension(1)),
        index -> {
          double sum = 0;
          for (int k = 0; k < left.shape().dimension(1); k++) {
            sum += left.get(index[0], k) * right.get(k, index[1]);
          }
          return sum;
        });
  }

  @Override
  public DoubleArray conv2d(DoubleArray input, DoubleArray weight, int stride, int padding) {
    int height = input.shape().dimension(2);
    int width = input.shape().dimension(3);
    int kernelHeight = weight.shape().dimension(2);
    int kernelWidth = weight.shape().dimension(3);
    Shape shape =
        Shape.of(
            input.shape().dimension(0),
            weight.shape().dimension(0),
            (height + Product.of(2, padding) - kernelHeight) / stride + 1,
            (width + Product.of(2, padding) - kernelWidth) / stride + 1);
    return DoubleArray.at(
        shape,
        index -> {
          double sum = 0;
          for (int channel = 0; channel < input.shape().dimension(1); channel++) {
            for (int i = 0; i < kernelHeight; i++) {
              for (int j = 0; j < kernelWidth; j++) {
                int y = Product.of(index[2], stride) - padding + i;
                int x = Product.of(index[3], stride) - padding + j;
                if (y >= 0 && y < height && x >= 0 && x < width) {
                  sum += input.get(index[0], channel, y, x) * weight.get(index[1], channel, i, j);
                }
              }
            }
          }
          return sum;
        });
  }

  @Override
  public DoubleArray conv2d(
      DoubleArray input, DoubleArray weight, DoubleArray bias, int stride, int padding) {
    DoubleArray convolved = conv2d(input, weight, stride, padding);
    return DoubleArray.at(convolved.shape(), index -> convolved.get(index) + bias.get(index[1]));
  }

  @Override
  public DoubleArray convTranspose2d(
      DoubleArray input, DoubleArray weight, int stride, int padding) {
    int kernelHeight = weight.shape().dimension(2);
    int kernelWidth = weight.shape().dimension(3);
    int height =
        Product.of(input.shape().dimension(2) - 1, stride) - Product.of(2, padding) + kernelHeight;
    int width =
        Product.of(input.shape().dimension(3) - 1, stride) - Product.of(2, padding) + kernelWidth;
    DoubleArray result =
        DoubleArray.zeros(
            Shape.of(input.shape().dimension(0), weight.shape().dimension(1), height, width));
    for (int position = 0; position < input.values().length; position++) {
      int[] index = input.index(position);
      for (int channel = 0; channel < weight.shape().dimension(1); channel++) {
        for (int i = 0; i < kernelHeight; i++) {
          for (int j = 0; j < kernelWidth; j++) {
            int y = Product.of(index[2], stride) - padding + i;
            int x = Product.of(index[3], stride) - padding + j;
            if (y >= 0 && y < height && x >= 0 && x < width) {
              double term = input.values()[position] * weight.get(index[1], channel, i, j);
              result.add(term, index[0], channel, y, x);
            }
          }
        }
      }
    }
    return result;
  }

  @Override
  public DoubleArray conv2dWeight(
      DoubleArray input,
      DoubleArray gradient,
      int kernelHeight,
      int kernelWidth,
      int stride,
      int padding) {
    int height = input.shape().dimension(2);
    int width = input.shape().dimension(3);
    Shape shape =
        Shape.of(
            gradient.shape().dimension(1), input.shape().dimension(1), kernelHeight, kernelWidth);
    DoubleArray result = DoubleArray.zeros(shape);
    for (int position = 0; position < gradient.values().length; position++) {
      int[] index = gradient.index(position);
      for (int channel = 0; channel < shape.dimension(1); channel++) {
        for (int i = 0; i < kernelHeight; i++) {
          for (int j = 0; j < kernelWidth; j++) {
            int y = Product.of(index[2], stride) - padding + i;
            int x = Product.of(index[3], stride) - padding + j;
            if (y >= 0 && y < height && x >= 0 && x < width) {
              double term = gradient.values()[position] * input.get(index[0], channel, y, x);
              result.add(term, index[1], channel, i, j);
            }
          }
        }
      }
    }
    return result;
  }

  @Override
  public DoubleArray avgPool2d(DoubleArray input, int size) {
    Shape shape =
        input
            .shape()
            .with(2, input.shape().dimension(2) / size)
            .with(3, input.shape().dimension(3) / size);
    return DoubleArray.at(
        shape,
        index -> {
          double sum = 0;
          for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
              sum +=
                  input.get(
                      index[0],
                      index[1],
                      Product.of(index[2], size) + i,
                      Product.of(index[3], size) + j);
            }
          }
          return sum / Product.of(size, size);
        });
  }

  @Override
  public DoubleArray upsampleNearest(DoubleArray input, int factor) {
    Shape shape =
        input
            .shape()
            .with(2, Product.of(input.shape().dimension(2), factor))
            .with(3, Product.of(input.shape().dimension(3), factor));
    return DoubleArray.at(
        shape, index -> input.get(index[0], index[1], index[2] / factor, index[3] / factor));
  }

  private static DoubleArray map(DoubleArray operand, DoubleUnaryOperator function) {
    return DoubleArray.at(operand.shape(), index -> function.applyAsDouble(operand.get(index)));
  }

  private static DoubleArray combine(
      DoubleArray left, DoubleArray right, DoubleBinaryOperator function) {
    return DoubleArray.at(
        ResultShapes.elementwise("operation", left.shape(), right.shape()),
        index -> function.applyAsDouble(repeated(left, index), repeated(right, index)));
  }

  /** The value that broadcasting puts at an index of the larger array. */
  private static double repeated(DoubleArray operand, int[] index) {
    int rank = operand.shape().rank();
    int[] source = new int[rank];
    for (int back = 1; back <= rank; back++) {
      source[rank - back] = operand.shape().dimension(-back) == 1 ? 0 : index[index.length - back];
    }
    return operand.get(source);
  }
}
