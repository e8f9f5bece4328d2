package org.cocogan.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cocogan.tensor.TensorOperations;

/**
 * Computes nodes one after another with an engine's operations.
 *
 * @param <H> the engine's array
 */
public final class GraphEvaluation<H> {
  private final TensorOperations<H> operations;
  private final Function<Leaf, H> leaves;
  private final Map<Node, H> values = new HashMap<>();

  /**
   * Creates an evaluation that has computed nothing yet.
   *
   * @param leaves the value of a leaf
   */
  public GraphEvaluation(TensorOperations<H> operations, Function<Leaf, H> leaves) {
    this.operations = operations;
    this.leaves = leaves;
  }

  /** Computes nodes and what they depend on; values that nobody reads any more are let go of. */
  public void compute(Collection<Node> wanted) {
    Lifetimes lifetimes = Lifetimes.of(wanted);
    for (int i = 0; i < lifetimes.nodes().size(); i++) {
      compute(lifetimes.nodes().get(i));
      lifetimes.dying().get(i).forEach(values::remove);
    }
  }

  /** Computes a node whose operands are known. */
  public void compute(Node node) {
    H value;
    if (node.operation() instanceof Primitive primitive) {
      List<H> operands = node.operands().stream().map(this::value).toList();
      value = primitive.apply(operations, operands);
    } else {
      value = leaves.apply((Leaf) node.operation());
    }
    values.put(node, value);
  }

  /**
   * The value of a node that has been computed.
   *
   * @throws IllegalStateException if it has not, or has been let go of
   */
  public H value(Node node) {
    return Optional.ofNullable(values.get(node))
        .orElseThrow(() -> new IllegalStateException("there is no value of node " + node));
  }
}
