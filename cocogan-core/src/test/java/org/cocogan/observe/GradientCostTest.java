package org.cocogan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.gradient.InputGradient;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramFunction;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientCostTest {
  private static final List<Parameter> PARAMETERS =
      List.of(parameter("first", 5, 3), parameter("second", 7, 5), parameter("kernel", 4, 2, 3, 3));

  private static Parameter parameter(String name, int... sizes) {
    return new Parameter(name, Shape.of(sizes), true, new Initializer.Constant(0));
  }

  private static Cost cost(Set<String> trained, ProgramFunction function) {
    return Cost.of(
        new ProgramDefinition(
            "counted",
            Map.of("x", Shape.of(2, 3), "image", Shape.of(1, 2, 6, 6)),
            trained,
            function),
        PARAMETERS);
  }

  private static ProgramResult loss(Tensor loss) {
    return new ProgramResult(Map.of("loss", loss), Optional.of(loss), Map.of());
  }

  private static Tensor layer(ProgramScope scope, Tensor x, String weight) {
    return x.matMul(scope.variable(weight).transpose());
  }

  private static ProgramResult twoLayers(ProgramScope scope) {
    Tensor hidden = layer(scope, scope.input("x"), "first").relu();
    return loss(layer(scope, hidden, "second").mean());
  }

  @Test
  void countsConvolutionsAndMatrixProductsForward() {
    assertThat(cost(Set.of(), GradientCostTest::twoLayers).multiplyAccumulates())
        .isEqualTo(2 * 3 * 5 + 2 * 5 * 7);
    assertThat(
            cost(
                    Set.of(),
                    scope ->
                        loss(scope.input("image").conv2d(scope.variable("kernel"), 1, 1).mean()))
                .multiplyAccumulates())
        .isEqualTo(6 * 6 * 4 * 2 * 3 * 3);
  }

  @Test
  void differentiatesAProductOnceForEachOperandThatIsTrained() {
    // The first layer's input is given: its gradient is not taken.
    assertThat(
            cost(Set.of("first", "second"), GradientCostTest::twoLayers)
                .gradientMultiplyAccumulates())
        .isEqualTo(2 * 3 * 5 + 2 * (2 * 5 * 7));
  }

  @Test
  void differentiatesNothingBelowTheLowestTrainedVariable() {
    assertThat(cost(Set.of("second"), GradientCostTest::twoLayers).gradientMultiplyAccumulates())
        .isEqualTo(2 * 5 * 7);
  }

  @Test
  void passesThroughFixedWeightsToTrainedOnes() {
    assertThat(cost(Set.of("first"), GradientCostTest::twoLayers).gradientMultiplyAccumulates())
        .isEqualTo(2 * 3 * 5 + 2 * 5 * 7);
  }

  @Test
  void differentiatesNothingBehindAStoppedGradient() {
    Cost cost =
        cost(
            Set.of("first", "second"),
            scope ->
                loss(
                    layer(scope, layer(scope, scope.input("x"), "first").stopGradient(), "second")
                        .mean()));

    assertThat(cost.gradientMultiplyAccumulates()).isEqualTo(2 * 5 * 7);
  }

  @Test
  void differentiatesOnlyWhatTheLossNeeds() {
    // A ReLU network's input gradient depends on the forward pass through masks alone, and no
    // gradient passes a mask: only the two products of the way back are differentiated.
    Cost cost =
        cost(
            Set.of("first", "second"),
            scope ->
                loss(
                    InputGradient.of(
                            x -> layer(scope, layer(scope, x, "first").relu(), "second"),
                            scope.input("x"))
                        .gradient()
                        .square()
                        .mean()));

    assertThat(cost.multiplyAccumulates()).isEqualTo(2 * (2 * 3 * 5 + 2 * 5 * 7));
    assertThat(cost.gradientMultiplyAccumulates()).isEqualTo(2 * (2 * 3 * 5) + 2 * 5 * 7);
  }

  @Test
  void countsNoGradientWithoutALoss() {
    Cost cost =
        cost(
            Set.of("first"),
            scope -> ProgramResult.of(Map.of("y", layer(scope, scope.input("x"), "first"))));

    assertThat(cost.gradientMultiplyAccumulates()).isZero();
  }
}
