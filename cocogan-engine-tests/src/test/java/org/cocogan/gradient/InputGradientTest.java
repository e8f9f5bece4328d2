package org.cocogan.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.cocogan.engine.Distance;
import org.cocogan.engine.WithEngine;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gradient made of tensor operations against the engine's own differentiation. */
class InputGradientTest extends WithEngine {
  private static final HostArray MATRIX = random("x", -1, 1, 4, 3);

  /** Functions of x and of a w that does not depend on it. */
  private static Map<String, BinaryOperator<Tensor>> ofImages() {
    Map<String, BinaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("square", (x, w) -> x.square());
    functions.put("sqrt", (x, w) -> x.sqrt());
    functions.put("exp", (x, w) -> x.exp());
    functions.put("log", (x, w) -> x.log());
    functions.put("abs", (x, w) -> x.subtract(1).abs());
    functions.put("relu", (x, w) -> x.subtract(1).relu());
    functions.put("leakyRelu", (x, w) -> x.subtract(1).leakyRelu(0.2f));
    functions.put("tanh", (x, w) -> x.tanh());
    functions.put("sigmoid", (x, w) -> x.sigmoid());
    functions.put("softplus", (x, w) -> x.softplus());
    functions.put("negate", (x, w) -> x.negate());
    functions.put("number", (x, w) -> x.add(3).multiply(-2));
    functions.put("masked", (x, w) -> x.multiply(x.subtract(1).positiveMask()));
    functions.put("stopped", (x, w) -> x.multiply(x.stopGradient()));
    functions.put("twice the same", (x, w) -> x.multiply(x).add(x).subtract(x.exp()));
    functions.put("quotient of its own", (x, w) -> x.exp().divide(x.add(1)));
    functions.put("sum along axes", (x, w) -> x.multiply(x.sum(1, 3)));
    functions.put("mean along axes", (x, w) -> x.multiply(x.mean(0, 2)));
    functions.put("sum", (x, w) -> x.square().sum().sqrt());
    functions.put("mean", (x, w) -> x.multiply(x.mean()));
    functions.put("reshape", (x, w) -> x.reshape(6, -1).matMul(x.reshape(24, 6)));
    functions.put("permute", (x, w) -> x.permute(3, 0, 2, 1).multiply(w.sum()));
    functions.put("broadcastTo", (x, w) -> x.mean(1).broadcastTo(2, 3, 4, 6).multiply(x));
    functions.put("broadcast over missing axes", (x, w) -> x.mean(0, 1).reshape(4, 6).multiply(x));
    functions.put("concat", (x, w) -> Tensor.concat(2, x.square(), x.exp(), x).tanh());
    functions.put("slice", (x, w) -> x.slice(3, 1, 4).multiply(x.slice(3, 2, 5)));
    functions.put("pad", (x, w) -> x.pad(2, 1, 2).exp());
    functions.put("avgPool2d", (x, w) -> x.avgPool2d(2).square());
    functions.put("upsampleNearest", (x, w) -> x.upsampleNearest(3).square());
    functions.put("conv2d", (x, w) -> x.conv2d(w, 1, 1).square());
    functions.put("strided conv2d", (x, w) -> x.conv2d(w, 2, 1).square());
    functions.put("conv2d that leaves an edge out", (x, w) -> x.conv2d(w, 2, 0).square());
    functions.put(
        "conv2d with bias", (x, w) -> x.conv2d(w, w.sum(0, 2, 3).reshape(3), 1, 1).tanh());
    functions.put(
        "bias of its own", (x, w) -> x.conv2d(w, x.mean(0, 2, 3).reshape(3), 1, 1).tanh());
    functions.put("weight of conv2d", (x, w) -> w.conv2d(x.slice(1, 0, 3), 1, 2).square());
    functions.put("conv2dWeight", (x, w) -> x.conv2dWeight(x, 3, 3, 1, 1).square());
    functions.put("convTranspose2d", (x, w) -> x.convTranspose2d(w, 2, 1).square());
    return functions;
  }

  private static Map<String, BinaryOperator<Tensor>> ofMatrices() {
    Map<String, BinaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("matMul from the left", (x, w) -> x.matMul(w).tanh());
    functions.put("matMul from the right", (x, w) -> w.matMul(x).tanh());
    functions.put("product with itself", (x, w) -> x.matMul(x.transpose()));
    functions.put("add", (x, w) -> x.add(w.slice(0, 0, 1).reshape(4, 1)).square());
    functions.put("a row added", (x, w) -> x.add(w.slice(0, 0, 1).slice(1, 0, 3)).square());
    functions.put("added to many", (x, w) -> w.reshape(3, 1, 4, 1).add(x).square());
    functions.put("a row subtracted from", (x, w) -> w.slice(1, 0, 3).subtract(x.slice(0, 1, 2)));
    functions.put("divided by", (x, w) -> w.slice(0, 0, 1).reshape(4, 1).divide(x.square().add(1)));
    functions.put("divided", (x, w) -> x.divide(w.square().slice(0, 0, 1).sum().add(1)));
    return functions;
  }

  @TestFactory
  Stream<DynamicTest> isWhatTheEngineFinds() {
    variables.set("images", random("images", 0.2f, 2, 2, 3, 4, 6));
    variables.set("kernel", random("kernel", -1, 1, 3, 3, 3, 3));
    variables.set("matrix", MATRIX);
    variables.set("other", random("other", -1, 1, 3, 4));
    return Stream.concat(
        ofImages().entrySet().stream()
            .map(f -> dynamicTest(f.getKey(), () -> check("images", "kernel", f.getValue()))),
        ofMatrices().entrySet().stream()
            .map(f -> dynamicTest(f.getKey(), () -> check("matrix", "other", f.getValue()))));
  }

  private void check(String input, String other, BinaryOperator<Tensor> function) {
    BinaryOperator<Tensor> weighted = (x, w) -> weighted(function.apply(x, w));
    HostArray expected =
        gradient(
            input, scope -> weighted.apply(scope.variable(input), scope.variable(other)).sum());

    HostArray actual =
        output(
            scope ->
                InputGradient.of(
                        x -> weighted.apply(x, scope.variable(other)), scope.variable(input))
                    .gradient());

    Distance.assertClose("gradient", actual, expected, 1e-5);
    assertThat(actual.values()).isNotEqualTo(new float[actual.values().length]);
  }

  /** So that what arrives at the function's result differs from entry to entry. */
  private static Tensor weighted(Tensor result) {
    return result.multiply(result.stopGradient().add(1.5f));
  }

  @Test
  void keepsTheValue() {
    variables.set("x", MATRIX);

    HostArray value =
        output(scope -> InputGradient.of(Tensor::square, scope.variable("x")).value());

    for (int i = 0; i < MATRIX.values().length; i++) {
      assertThat(value.values()[i]).isEqualTo(MATRIX.values()[i] * MATRIX.values()[i]);
    }
  }

  @Test
  void isZeroWhereTheValueDoesNotDependOnTheInput() {
    variables.set("x", MATRIX);
    variables.set("w", MATRIX);

    HostArray gradient =
        output(
            scope ->
                InputGradient.of(x -> scope.variable("w").square(), scope.variable("x"))
                    .gradient());

    Distance.assertClose("gradient", gradient, HostArray.filled(MATRIX.shape(), 0), 0);
  }

  @Test
  void isOneForTheInputItself() {
    variables.set("x", MATRIX);

    HostArray gradient = output(scope -> InputGradient.of(x -> x, scope.variable("x")).gradient());

    assertThat(gradient.values()).containsOnly(1);
  }

  @Test
  void differentiatesItsOwnGradient() {
    variables.set("x", new HostArray(Shape.of(3), new float[] {-2, 0.5f, 3}));

    HostArray second =
        output(
            scope ->
                InputGradient.of(
                        x -> InputGradient.of(y -> y.square().multiply(y), x).gradient(),
                        scope.variable("x"))
                    .gradient());

    assertThat(second.values()).containsExactly(-12, 3, 18);
  }

  @Test
  void letsTheEngineDifferentiateItForAWeight() {
    variables.set("x", new HostArray(Shape.of(2), new float[] {2, -1}));
    variables.set("w", new HostArray(Shape.of(2), new float[] {3, 5}));

    // d/dx w²x³ = 3w²x², whose derivative for w is 6wx².
    HostArray gradient =
        gradient(
            "w",
            scope ->
                InputGradient.of(
                        x -> scope.variable("w").square().multiply(x.square().multiply(x)),
                        scope.variable("x"))
                    .gradient()
                    .sum());

    assertThat(gradient.values()).containsExactly(72, 30);
  }
}
