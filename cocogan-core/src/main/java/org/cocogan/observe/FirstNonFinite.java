package org.cocogan.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ObservedOperations;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;

/** Finds the first tensor of a program that holds a number that is not finite. */
public final class FirstNonFinite {
  private FirstNonFinite() {}

  /**
   * Runs the program again, watching every tensor on the way; changes no variable.
   *
   * @return what the tensor is, in words; empty if all are finite
   */
  public static Optional<String> of(
      ProgramDefinition definition,
      Backend backend,
      Variables variables,
      Map<String, HostArray> inputs) {
    ProgramDefinition watched =
        new ProgramDefinition(
            definition.name() + " diagnosis",
            definition.inputs(),
            Set.of(),
            program -> ProgramResult.of(new Watch(program).sums(definition)));
    try (Program program = backend.compile(watched, variables)) {
      return program.run(inputs).entrySet().stream()
          .filter(entry -> !Float.isFinite(entry.getValue().scalar()))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  /** Notes the sum of 0·x for every tensor x: zero if x is finite, not a number otherwise. */
  private static final class Watch implements ProgramScope {
    private final ProgramScope program;
    private final Map<String, Tensor> sums = new LinkedHashMap<>();
    private final ObservedOperations operations =
        new ObservedOperations((operation, result, operands) -> note(operation, result));
    private String lastRead = "the start";

    Watch(ProgramScope program) {
      this.program = program;
    }

    Map<String, Tensor> sums(ProgramDefinition definition) {
      definition.function().compute(this);
      return sums;
    }

    private void note(String what, Tensor tensor) {
      String name =
          "tensor " + (sums.size() + 1) + ", " + what + " " + tensor.shape() + " after " + lastRead;
      sums.put(name, tensor.multiply(0).sum());
    }

    @Override
    public Tensor input(String name) {
      Tensor tensor = program.input(name);
      lastRead = "input " + name;
      if (tensor.shape().size() > 0) {
        note("input", tensor);
      }
      return operations.observe(tensor);
    }

    @Override
    public Tensor variable(String name) {
      Tensor tensor = program.variable(name);
      lastRead = "variable " + name;
      note("variable", tensor);
      return operations.observe(tensor);
    }

    @Override
    public Tensor constant(HostArray value) {
      return operations.observe(program.constant(value));
    }
  }
}
