package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests gradients against central finite differences of the double-precision reference. */
interface GradientConformance extends StartedBackend {
  @TestFactory
  default Stream<DynamicTest> differentiatesAsFiniteDifferencesDo() {
    return OperationCases.all().stream()
        .map(use -> CaseTest.of(use.name(), () -> assertDifferentiated(use)));
  }

  private void assertDifferentiated(OperationCase use) {
    ProgramDefinition definition = use.ofVariables();
    Map<String, DoubleArray> expected =
        new ReferenceProgram(definition.function())
            .gradients(definition.trained(), Map.of(), use.operands());

    Map<String, HostArray> actual = gradients(definition, use.hostOperands());

    Closeness.assertClose(actual, expected, 10 * tolerance());
  }

  @Test
  default void passesNoGradientThroughAStop() {
    assertNoGradient(Tensor::stopGradient);
  }

  @Test
  default void passesNoGradientThroughAMask() {
    assertNoGradient(Tensor::positiveMask);
  }

  private void assertNoGradient(UnaryOperator<Tensor> operation) {
    HostArray zeros = HostArray.filled(Shape.of(2, 3), 0);
    ProgramDefinition definition =
        withLoss(scope -> operation.apply(scope.variable("w").exp()).sum());

    Map<String, HostArray> gradients =
        gradients(definition, Map.of("w", HostArray.filled(zeros.shape(), 0.5f)));

    Closeness.assertSame("gradient", Closeness.find(gradients, "w"), zeros);
  }

  @Test
  default void givesZerosForVariablesThatTheLossDoesNotDependOn() {
    HostArray zeros = HostArray.filled(Shape.of(2, 3), 0);
    ProgramDefinition definition =
        new ProgramDefinition(
            "unused variables",
            Map.of(),
            Set.of("w", "unread", "read"),
            scope ->
                new ProgramResult(
                    Map.of("read", scope.variable("read").exp()),
                    Optional.of(scope.variable("w").square().sum()),
                    Map.of()));
    HostArray value = HostArray.filled(zeros.shape(), 0.5f);

    Map<String, HostArray> gradients =
        gradients(definition, Map.of("w", value, "unread", value, "read", value));

    assertThat(gradients).containsOnlyKeys("w", "unread", "read");
    Closeness.assertSame("w", Closeness.find(gradients, "w"), HostArray.filled(zeros.shape(), 1));
    Closeness.assertSame("unread", Closeness.find(gradients, "unread"), zeros);
    Closeness.assertSame("read", Closeness.find(gradients, "read"), zeros);
  }

  @Test
  default void givesZerosWhenTheLossDependsOnNoVariable() {
    HostArray zeros = HostArray.filled(Shape.of(3), 0);
    ProgramDefinition definition = withLoss(scope -> scope.constant(HostArray.scalar(2)));

    Map<String, HostArray> gradients = gradients(definition, Map.of("w", zeros));

    Closeness.assertSame("gradient", Closeness.find(gradients, "w"), zeros);
  }

  @Test
  default void takesGradientsOfTrainedVariablesOnly() {
    ProgramDefinition definition =
        withLoss(scope -> scope.variable("w").multiply(scope.variable("fixed")).sum());

    Map<String, HostArray> gradients =
        gradients(definition, Map.of("w", HostArray.scalar(2), "fixed", HostArray.scalar(3)));

    assertThat(gradients).containsOnlyKeys("w");
    assertThat(Closeness.find(gradients, "w").scalar()).isEqualTo(3);
  }

  @Test
  default void givesTheSameGradientsAtEveryCall() {
    OperationCase use = ImageCases.all().get(0);
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(use.ofVariables(), variables)) {
      use.hostOperands().forEach(variables::set);
      Map<String, HostArray> first = program.gradients(Map.of());
      Map<String, HostArray> second = program.gradients(Map.of());

      Map<String, DoubleArray> expected = new LinkedHashMap<>();
      first.forEach((name, gradient) -> expected.put(name, DoubleArray.of(gradient)));
      Closeness.assertClose(second, expected, tolerance());
    }
  }

  @Test
  default void refusesGradientsOfAProgramWithoutALoss() {
    ProgramDefinition definition =
        new ProgramDefinition(
            "without a loss",
            Map.of(),
            Set.of("w"),
            scope -> ProgramResult.of(Map.of("w", scope.variable("w"))));

    assertThatThrownBy(() -> gradients(definition, Map.of("w", HostArray.scalar(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without a loss");
  }

  private static ProgramDefinition withLoss(Function<ProgramScope, Tensor> loss) {
    return new ProgramDefinition(
        "with a loss",
        Map.of(),
        Set.of("w"),
        scope -> new ProgramResult(Map.of(), Optional.of(loss.apply(scope)), Map.of()));
  }

  private Map<String, HostArray> gradients(
      ProgramDefinition definition, Map<String, HostArray> values) {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      values.forEach(variables::set);
      return program.gradients(Map.of());
    }
  }
}
