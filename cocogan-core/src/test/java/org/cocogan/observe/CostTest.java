package org.cocogan.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramFunction;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Map<String, Shape> INPUTS =
      Map.of("rows", Shape.of(4, 5), "images", Shape.of(2, 3, 8, 6));

  @Test
  void countsMatrixProducts() {
    Cost cost = cost(scope -> scope.input("rows").matMul(variable(scope, "matrix")));

    assertThat(cost).isEqualTo(new Cost(4 * 5 * 7, 0, 4 * 7, 4 * 7));
  }

  @Test
  void countsConvolutionsByTheirOutput() {
    Cost cost = cost(scope -> scope.input("images").conv2d(variable(scope, "kernel"), 2, 1));

    assertThat(cost.multiplyAccumulates()).isEqualTo(2 * 10 * 4 * 3 * (3 * 3 * 3));
  }

  @Test
  void countsConvolutionsWithABiasAlike() {
    Cost cost =
        cost(
            scope ->
                scope
                    .input("images")
                    .conv2d(variable(scope, "kernel"), variable(scope, "bias"), 1, 1));

    assertThat(cost.multiplyAccumulates()).isEqualTo(2 * 10 * 8 * 6 * (3 * 3 * 3));
  }

  @Test
  void countsTransposedConvolutionsByTheirInput() {
    Cost cost =
        cost(scope -> scope.input("images").convTranspose2d(variable(scope, "spread"), 2, 1));

    assertThat(cost.multiplyAccumulates()).isEqualTo(2 * 3 * 8 * 6 * (5 * 4 * 4));
  }

  @Test
  void countsWhatTheIntermediateTensorsHold() {
    Cost cost = cost(scope -> scope.input("images").upsampleNearest(2).relu().sum(1, 2, 3));

    int upsampled = 2 * 3 * 16 * 12;
    assertThat(cost).isEqualTo(new Cost(0, 0, upsampled, 2 * upsampled + 2));
  }

  @Test
  void takesConstantsForWhatTheyAre() {
    Cost cost =
        cost(
            scope ->
                scope.input("rows").matMul(scope.constant(HostArray.filled(Shape.of(5, 2), 1))));

    assertThat(cost.multiplyAccumulates()).isEqualTo(4 * 5 * 2);
  }

  @Test
  void refusesAProgramThatReadsWhatIsNotDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cost(scope -> variable(scope, "missing")))
        .withMessage("program example reads missing, which is not declared");
  }

  private static Tensor variable(ProgramScope scope, String name) {
    return scope.variable(name);
  }

  private interface Example {
    Tensor compute(ProgramScope scope);
  }

  private static Cost cost(Example example) {
    ProgramFunction function = scope -> ProgramResult.of(Map.of("out", example.compute(scope)));
    return Cost.of(
        new ProgramDefinition("example", INPUTS, Set.of(), function),
        List.of(
            parameter("matrix", 5, 7),
            parameter("kernel", 10, 3, 3, 3),
            parameter("bias", 10),
            parameter("spread", 3, 5, 4, 4)));
  }

  private static Parameter parameter(String name, int... sizes) {
    return new Parameter(name, Shape.of(sizes), true, new Initializer.Constant(0));
  }
}
