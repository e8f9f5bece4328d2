package org.cocogan.gradient;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.cocogan.gradient.TracedOperations.Edge;
import org.cocogan.gradient.TracedOperations.Node;
import org.cocogan.tensor.Tensor;

/**
 * A function's value at an input, and the gradient of the value's sum with respect to the input.
 *
 * <p>The gradient is itself made of tensor operations, so that an engine's ordinary first-order
 * gradient can differentiate a penalty on it. It comes from reverse-mode differentiation over
 * {@link Tensor}: the function is traced once, then the vector-Jacobian product of each traced
 * operation is applied from the output back. What does not depend on the input, such as a weight,
 * passes through the trace untouched and stays differentiable.
 *
 * @param value what the function returned
 * @param gradient ∂ sum(value) / ∂ input, of the input's shape; zero where the value does not
 *     depend on the input
 */
public record InputGradient(Tensor value, Tensor gradient) {
  /**
   * Traces the function and differentiates it.
   *
   * @param function over tensors; it may return any shape
   * @param input where the gradient is taken
   * @throws IllegalArgumentException if a convolution's weight depends on the input
   */
  public static InputGradient of(UnaryOperator<Tensor> function, Tensor input) {
    TracedOperations operations = new TracedOperations();
    Node root = operations.root(input);
    Node result = function.apply(Tensor.of(operations, root, input.shape())).handleIn(operations);

    Map<Node, Tensor> arrived = new HashMap<>();
    // A node is always made after its operands, so the latest is complete before it is passed on.
    PriorityQueue<Node> pending =
        new PriorityQueue<>(Comparator.comparingLong(Node::number).reversed());
    arrived.put(result, result.value().stopGradient().multiply(0).add(1));
    pending.add(result);
    while (!pending.isEmpty()) {
      Node node = pending.remove();
      Tensor gradient = arrived.get(node);
      if (gradient == null) {
        throw new IllegalStateException("a traced node is pending without a gradient");
      }
      for (Edge edge : node.edges()) {
        if (!arrived.containsKey(edge.operand())) {
          pending.add(edge.operand());
        }
        arrived.merge(edge.operand(), edge.product().apply(gradient), Tensor::add);
      }
    }
    Tensor gradient = arrived.get(root);
    return new InputGradient(
        result.value(), gradient != null ? gradient : input.stopGradient().multiply(0));
  }
}
