package org.cocogan.gradient;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cocogan.graph.Gradients;
import org.cocogan.graph.GraphEvaluation;
import org.cocogan.graph.Leaf;
import org.cocogan.graph.Node;
import org.cocogan.graph.Recorder;
import org.cocogan.tensor.ObservedOperations;
import org.cocogan.tensor.Tensor;

/**
 * A function's value at an input, and the gradient of the value's sum with respect to the input.
 *
 * <p>The gradient is itself made of tensor operations, so that a penalty on it can be
 * differentiated. The function is recorded and differentiated as a graph, and each node is computed
 * with the tensors' own operations as it is recorded. What does not depend on the input, such as a
 * weight, stays differentiable.
 *
 * @param value what the function returned
 * @param gradient ∂ sum(value) / ∂ input, of the input's shape; zero where the value does not
 *     depend on the input
 */
public record InputGradient(Tensor value, Tensor gradient) {
  /**
   * Records the function and differentiates it.
   *
   * @param function over tensors; it may return any shape
   * @param input where the gradient is taken
   */
  public static InputGradient of(UnaryOperator<Tensor> function, Tensor input) {
    GraphEvaluation<Tensor> values =
        new GraphEvaluation<>(
            new ObservedOperations((operation, result, operands) -> {}),
            leaf -> value(leaf, input));
    Recorder recorder = new Recorder(input.depth() + 1, values::compute);
    Node root = recorder.leaf(new Leaf.Input("input", input.shape()));
    Node result = function.apply(recorder.tensor(root)).handleIn(recorder);
    Optional<Tensor> gradient =
        Optional.ofNullable(Gradients.of(result, List.of(root), recorder).get(root))
            .map(values::value);
    return new InputGradient(
        values.value(result),
        gradient.orElseGet(() -> input.filled(0, input.shape().dimensions())));
  }

  private static Tensor value(Leaf leaf, Tensor input) {
    if (leaf instanceof Leaf.Adopted adopted) {
      return adopted.tensor();
    }
    if (leaf instanceof Leaf.Filled filled) {
      return input.filled(filled.number(), filled.shape().dimensions());
    }
    return input;
  }
}
