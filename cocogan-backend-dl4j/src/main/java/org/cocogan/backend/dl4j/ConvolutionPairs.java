package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.graph.ConvolutionPrimitive;
import org.cocogan.graph.Node;

/**
 * The two gradients of one convolution, which ND4J computes at once. The gradient of a weight,
 * taken from x and y, goes with the transposed convolution of y if x is the input of a convolution,
 * and with the convolution of x if y is the input of a transposed one.
 */
final class ConvolutionPairs {
  private final Map<Node, Pair> pairs = new HashMap<>();

  /**
   * A pair of nodes that one native operation computes together.
   *
   * @param weight the gradient of a weight
   * @param input the gradient of an input
   * @param attributes of the convolution, or the transposed one, that the latter is
   */
  record Pair(Node weight, Node input, ConvolutionPrimitive attributes) {
    /** The weight whose gradient it is. */
    Node kernel() {
      return input.operand(1);
    }

    boolean isOfTransposed() {
      return attributes instanceof ConvolutionPrimitive.Forward;
    }
  }

  /** Finds the pairs among nodes that are given each after its operands. */
  ConvolutionPairs(Collection<Node> nodes) {
    Map<Node, List<Node>> byInput = new HashMap<>();
    for (Node node : nodes) {
      if (node.operation() instanceof ConvolutionPrimitive && node.operands().size() == 2) {
        byInput.computeIfAbsent(node.operand(0), missing -> new ArrayList<>()).add(node);
      }
    }
    for (Node weight : nodes) {
      if (weight.operation() instanceof ConvolutionPrimitive.Weight gradient) {
        weight.operands().stream()
            .flatMap(operand -> byInput.getOrDefault(operand, List.of()).stream())
            .filter(input -> !pairs.containsKey(input))
            .flatMap(input -> pair(weight, gradient, input).stream())
            .findFirst()
            .ifPresent(this::add);
      }
    }
  }

  private void add(Pair pair) {
    pairs.put(pair.weight(), pair);
    pairs.put(pair.input(), pair);
  }

  private static Optional<Pair> pair(
      Node weight, ConvolutionPrimitive.Weight gradient, Node input) {
    return input.operation() instanceof ConvolutionPrimitive other
            && !(other instanceof ConvolutionPrimitive.Weight)
            && other.stride() == gradient.stride()
            && other.padding() == gradient.padding()
            && input.operand(1).shape().equals(weight.shape())
            && belong(weight, input, other instanceof ConvolutionPrimitive.Transposed)
        ? Optional.of(new Pair(weight, input, other))
        : Optional.empty();
  }

  private static boolean belong(Node weight, Node input, boolean transposed) {
    Node passed = weight.operand(transposed ? 1 : 0);
    Node target = weight.operand(transposed ? 0 : 1);
    int first = Math.min(weight.number(), input.number());
    return input.operand(0).equals(passed)
        && input.shape().equals(target.shape())
        // Both are computed when the first is wanted, so all must be there by then.
        && target.number() < first
        && passed.number() < first
        && input.operand(1).number() < first;
  }

  /** The pair that a node belongs to. */
  Optional<Pair> of(Node node) {
    return Optional.ofNullable(pairs.get(node));
  }
}
