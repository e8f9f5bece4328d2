package org.cocogan.testkit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.gradient.InputGradient;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that {@link InputGradient} works on the backend: the gradient it builds, and the backend's
 * gradient of a function of that gradient, against finite differences.
 */
interface InputGradientConformance extends StartedBackend {
  @TestFactory
  default Stream<DynamicTest> differentiatesInputGradients() {
    return OperationCases.all().stream()
        .flatMap(
            use ->
                IntStream.range(0, use.shapes().size())
                    .mapToObj(OperationCase::operand)
                    .map(
                        operand ->
                            CaseTest.of(
                                use.name() + " towards " + operand,
                                () -> assertDifferentiatedTwice(use, operand))));
  }

  private void assertDifferentiatedTwice(OperationCase use, String operand) {
    ProgramDefinition definition = penalised(use, operand);
    ReferenceProgram reference = new ReferenceProgram(definition.function());
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      use.hostOperands().forEach(variables::set);
      Closeness.assertClose(
          "input gradient",
          Closeness.find(program.run(Map.of()), "gradient"),
          inputGradient(use, operand),
          10 * tolerance());
      Closeness.assertClose(
          program.gradients(Map.of()),
          reference.gradients(definition.trained(), Map.of(), use.operands()),
          10 * tolerance());
    }
  }

  /** A function of the input gradient whose derivative depends on every value of it. */
  private static ProgramDefinition penalised(OperationCase use, String operand) {
    return new ProgramDefinition(
        use.name(),
        Map.of(),
        use.operands().keySet(),
        scope -> {
          InputGradient traced =
              InputGradient.of(
                  input -> {
                    Tensor result =
                        use.apply(name -> name.equals(operand) ? input : scope.variable(name));
                    return result.multiply(scope.constant(use.weights(result.shape(), "weights")));
                  },
                  scope.variable(operand));
          Tensor gradient = traced.gradient();
          Tensor weights = scope.constant(use.weights(gradient.shape(), "penalty"));
          Tensor penalty = gradient.square().add(gradient.multiply(weights)).sum();
          return new ProgramResult(Map.of("gradient", gradient), Optional.of(penalty), Map.of());
        });
  }

  private static DoubleArray inputGradient(OperationCase use, String operand) {
    Map<String, DoubleArray> gradients =
        new ReferenceProgram(use.ofVariables().function())
            .gradients(List.of(operand), Map.of(), use.operands());
    return requireNonNull(gradients.get(operand));
  }
}
