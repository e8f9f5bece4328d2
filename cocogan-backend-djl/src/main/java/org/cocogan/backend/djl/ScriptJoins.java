package org.cocogan.backend.djl;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.cocogan.exact.Product;
import org.cocogan.graph.Binary;
import org.cocogan.graph.Node;
import org.cocogan.graph.Operation;
import org.cocogan.graph.Primitive;
import org.cocogan.graph.Unary;

/** Several primitives that the engine computes in one go, over memory that it passes once. */
final class ScriptJoins {
  private ScriptJoins() {}

  /**
   * What to write for a node in the place of its own operation.
   *
   * @param reads the nodes that are read instead of the operands
   */
  record Join(
      List<Node> reads, BiFunction<ScriptOperations, List<ScriptValue>, ScriptValue> write) {}

  /** The join that ends in a node. */
  static Optional<Join> of(Node node) {
    if (node.operation() == Binary.MULTIPLY) {
      Node left = node.operand(0);
      Node right = node.operand(1);
      return left.shape().equals(right.shape())
          ? derivative(left, right).or(() -> derivative(right, left))
          : Optional.empty();
    }
    if (node.operation() instanceof Primitive.MultiplyNumber multiply
        && node.operand(0).operation() instanceof Primitive.AvgPool pool
        && multiply.number() == Product.of(pool.size(), pool.size())) {
      return Optional.of(
          new Join(
              node.operand(0).operands(),
              (operations, values) -> operations.pooled(values.get(0), pool.size(), "1")));
    }
    return Optional.empty();
  }

  /** A gradient times the derivative of a function value by value. */
  private static Optional<Join> derivative(Node gradient, Node factor) {
    if (factor.operation() == Unary.POSITIVE_MASK) {
      return backward(gradient, factor.operand(0), "torch.threshold_backward(%s, %s, 0)");
    }
    if (!(factor.operation() instanceof Primitive.AddNumber add
        && factor.operand(0).operation() instanceof Primitive.MultiplyNumber multiply)) {
      return Optional.empty();
    }
    Node inner = factor.operand(0).operand(0);
    Operation function = inner.operation();
    if (function == Unary.POSITIVE_MASK && add.number() + multiply.number() == 1) {
      return backward(
          gradient,
          inner.operand(0),
          "torch.leaky_relu_backward(%%s, %%s, %s, False)".formatted(add.number()));
    }
    boolean squared = add.number() == 1 && multiply.number() == -1;
    return squared && function == Unary.SQUARE && inner.operand(0).operation() == Unary.TANH
        ? backward(gradient, inner.operand(0), "torch.tanh_backward(%s, %s)")
        : Optional.empty();
  }

  private static Optional<Join> backward(Node gradient, Node value, String expression) {
    return Optional.of(
        new Join(
            List.of(gradient, value),
            (operations, values) ->
                operations.derivative(expression, values.get(0), values.get(1))));
  }
}
