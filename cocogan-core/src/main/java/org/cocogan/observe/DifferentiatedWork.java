package org.cocogan.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.Tensor;

/**
 * The operations of a program that an engine differentiates: those on a path from a trained
 * variable to the loss.
 */
final class DifferentiatedWork {
  private static final Set<String> BARRIERS = Set.of("stopGradient", "positiveMask");

  /** An operation that may have to be differentiated. */
  private record Operation(long multiplyAccumulates, List<Tensor> operands) {}

  private final Map<Tensor, Operation> operations = new HashMap<>();
  private final Set<Tensor> dependent = new HashSet<>();

  /** Notes a trained variable. */
  void trains(Tensor variable) {
    dependent.add(variable);
  }

  /** Notes an operation and its forward multiply-accumulates. */
  void applied(String operation, Tensor result, List<Tensor> operands, long multiplyAccumulates) {
    if (!BARRIERS.contains(operation) && operands.stream().anyMatch(dependent::contains)) {
      dependent.add(result);
      operations.put(result, new Operation(multiplyAccumulates, operands));
    }
  }

  /**
   * The multiply-accumulates of the gradient of the loss: a product of two operands is
   * differentiated by one product of the same size for each operand that depends on a trained
   * variable.
   */
  long multiplyAccumulates(Tensor loss) {
    long work = 0;
    Set<Tensor> reached = new HashSet<>();
    Deque<Tensor> pending = new ArrayDeque<>(List.of(loss));
    while (!pending.isEmpty()) {
      Tensor tensor = pending.remove();
      Operation operation = operations.get(tensor);
      if (operation == null || !reached.add(tensor)) {
        continue;
      }
      List<Tensor> factors = operation.operands();
      for (int i = 0; i < factors.size(); i++) {
        if (dependent.contains(factors.get(i))) {
          // A third operand is a bias, which takes part in no product.
          work += i < 2 ? operation.multiplyAccumulates() : 0;
          pending.add(factors.get(i));
        }
      }
    }
    return work;
  }
}
