package org.cocogan.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RepeatabilityTest {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void belongsToFunctionsOfTheirOperandsAlone() {
    assertThat(isRepeatable((x, scope) -> x.matMul(scope.constant(HostArray.filled(x.shape(), 2)))))
        .isTrue();
  }

  @Test
  void isMissingWhereACountOrChanceDecides() {
    assertThat(isRepeatable((x, scope) -> calls.getAndIncrement() == 0 ? x.relu() : x)).isFalse();
    assertThat(isRepeatable((x, scope) -> x.add(calls.getAndIncrement()))).isFalse();
    assertThat(
            isRepeatable(
                (x, scope) -> x.add(scope.constant(HostArray.scalar(calls.getAndIncrement())))))
        .isFalse();
  }

  @Test
  void refusesVariablesThatAreNotDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> isRepeatable((x, scope) -> x.add(scope.variable("other"))))
        .withMessage("program any reads other, which is not declared");
  }

  private static boolean isRepeatable(BiFunction<Tensor, ProgramScope, Tensor> function) {
    Shape shape = Shape.of(3, 3);
    ProgramDefinition definition =
        new ProgramDefinition(
            "any",
            Map.of("x", shape),
            Set.of(),
            scope -> {
              Tensor product = scope.input("x").multiply(scope.variable("w"));
              return ProgramResult.of(Map.of("y", function.apply(product, scope)));
            });
    return Repeatability.of(
        definition, List.of(new Parameter("w", shape, true, new Initializer.Constant(0))));
  }
}
