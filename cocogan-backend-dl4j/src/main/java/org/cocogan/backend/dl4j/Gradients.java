package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation, as further nodes of the graph.
 *
 * <p>SameDiff's own gives wrong numbers for some operations (a division by an array of one value,
 * for one) and takes many times as long as need be for others (a product that broadcasts), so each
 * operation brings a rule of its own.
 */
final class Gradients {
  private final GraphOperations operations;
  private final Set<Node> wanted = new HashSet<>();
  private final Map<Node, Node> sums = new HashMap<>();

  private Gradients(GraphOperations operations, Collection<Node> trained) {
    this.operations = operations;
    wanted.addAll(trained);
  }

  /** The gradients of a scalar; a node that it does not depend on has none. */
  static Map<Node, Node> of(Node loss, Collection<Node> trained, GraphOperations operations) {
    Gradients gradients = new Gradients(operations, trained);
    // A copy, because differentiating adds nodes.
    List<Node> nodes = new ArrayList<>(operations.graph().nodes());
    for (Node node : nodes) {
      if (node.rule() != Node.Rule.STOP && node.operands().stream().anyMatch(gradients::wants)) {
        gradients.wanted.add(node);
      }
    }
    gradients.add(loss, () -> operations.graph().filled(loss.shape(), 1));
    Collections.reverse(nodes);
    for (Node node : nodes) {
      Node gradient = gradients.sums.get(node);
      if (gradient != null) {
        node.rule().pass(gradient, gradients);
      }
    }
    Map<Node, Node> results = new HashMap<>();
    for (Node node : trained) {
      Optional.ofNullable(gradients.sums.get(node))
          .ifPresent(gradient -> results.put(node, gradient));
    }
    return results;
  }

  /** Whether the operand leads to something whose gradient is asked for. */
  boolean wants(Node operand) {
    return wanted.contains(operand);
  }

  /** Adds to the gradient of an operand if it is wanted. */
  void add(Node operand, Supplier<Node> gradient) {
    if (wants(operand)) {
      Node further = gradient.get();
      Node sum = sums.get(operand);
      sums.put(operand, sum == null ? further : operations.add(sum, further));
    }
  }
}
