package org.cocogan.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.Tensor;

/**
 * Reverse-mode differentiation, as further nodes of the graph, which may be differentiated again.
 */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradients of the sum of a node's values.
   *
   * @param result the node
   * @param wanted what they are taken for
   * @param recorder the one that has recorded them; it records the gradients
   * @return for each wanted node that the result depends on, a node of the same shape
   */
  public static Map<Node, Node> of(Node result, Collection<Node> wanted, Recorder recorder) {
    List<Node> nodes = Lifetimes.of(List.of(result)).nodes();
    Set<Node> dependent = new HashSet<>(wanted);
    for (Node node : nodes) {
      if (node.operation() instanceof Primitive primitive
          && primitive.passesGradient()
          && node.operands().stream().anyMatch(dependent::contains)) {
        dependent.add(node);
      }
    }
    Map<Node, Tensor> arrived = new HashMap<>();
    if (dependent.contains(result)) {
      arrived.put(result, recorder.tensor(recorder.leaf(new Leaf.Filled(result.shape(), 1))));
    }
    // An operand is always before what is made of it, so a gradient is complete when it is its
    // turn.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      Tensor gradient = arrived.get(node);
      if (gradient != null && node.operation() instanceof Primitive primitive) {
        pass(primitive, node, gradient, dependent, arrived, recorder);
      }
    }
    Map<Node, Node> found = new HashMap<>();
    for (Node node : wanted) {
      Optional.ofNullable(arrived.get(node))
          .ifPresent(gradient -> found.put(node, gradient.handleIn(recorder)));
    }
    return found;
  }

  private static void pass(
      Primitive primitive,
      Node node,
      Tensor gradient,
      Set<Node> dependent,
      Map<Node, Tensor> arrived,
      Recorder recorder) {
    List<Tensor> operands = node.operands().stream().map(recorder::tensor).toList();
    for (int which = 0; which < operands.size(); which++) {
      Node operand = node.operand(which);
      if (dependent.contains(operand) && primitive.passesGradient()) {
        Tensor share = primitive.gradient(which, gradient, operands, recorder.tensor(node));
        arrived.merge(operand, share, Tensor::add);
      }
    }
  }
}
