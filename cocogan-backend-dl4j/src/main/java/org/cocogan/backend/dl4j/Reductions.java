package org.cocogan.backend.dl4j;

import java.util.List;
import java.util.stream.IntStream;
import org.cocogan.tensor.Shape;

/**
 * Sums over axes, as products with a vector of ones where the summed values lie side by side: these
 * take a fifth of the time that ND4J's own sums take.
 */
final class Reductions {
  private final Graph graph;
  private final GraphOperations operations;

  Reductions(Graph graph, GraphOperations operations) {
    this.graph = graph;
    this.operations = operations;
  }

  /** The sum over the axes, which stay with size one. */
  Node sum(Node operand, int[] axes) {
    Shape shape = operand.shape();
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    Shape result = kept;
    Node value = value(operand, axes, result);
    return graph.differentiated(
        value,
        List.of(operand),
        (gradient, to) -> to.add(operand, () -> operations.broadcastTo(gradient, shape)));
  }

  private Node value(Node operand, int[] axes, Shape result) {
    Shape shape = operand.shape();
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
      return graph.apply(
          NativeOperation.of("reduce_sum").integers(Shapes.longs(axes)).reals(1).flags(true),
          result,
          List.of(operand),
          Node.Rule.STOP);
    }
    int before = Shapes.product(shape, 0, outer);
    int between = Shapes.product(shape, outer, rank - inner);
    int after = Shapes.product(shape, rank - inner, rank);
    Node sum = operand;
    if (after > 1) {
      Node rows = operations.reshape(sum, Shape.of(before * between, after));
      sum = operations.matMul(rows, graph.filled(Shape.of(after, 1), 1));
    }
    if (before > 1) {
      Node columns = operations.reshape(sum, Shape.of(before, between));
      sum = operations.matMul(graph.filled(Shape.of(1, before), 1), columns);
    }
    return operations.reshape(sum, result);
  }

  private static boolean contains(int[] axes, int axis) {
    return IntStream.of(axes).anyMatch(other -> other == axis);
  }
}
