package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Uses of the operations that work value by value. */
final class ElementwiseCases {
  private static final List<List<Shape>> PAIRS =
      List.of(
          List.of(Shape.of(), Shape.of()),
          List.of(Shape.of(5), Shape.of(5)),
          List.of(Shape.of(2, 3, 4, 5), Shape.of(2, 3, 4, 5)),
          List.of(Shape.of(2, 3), Shape.of()),
          List.of(Shape.of(), Shape.of(2, 3)),
          List.of(Shape.of(2, 3), Shape.of(1)),
          List.of(Shape.of(2, 3), Shape.of(3)),
          List.of(Shape.of(3), Shape.of(2, 3)),
          List.of(Shape.of(2, 3), Shape.of(2, 1)),
          List.of(Shape.of(2, 1), Shape.of(1, 3)),
          List.of(Shape.of(1, 3, 1, 1), Shape.of(2, 3, 4, 5)),
          List.of(Shape.of(2, 3, 4, 5), Shape.of(2, 1, 1, 1)),
          List.of(Shape.of(7, 1, 5), Shape.of(3, 1)));

  private static final List<Shape> SHAPES =
      List.of(Shape.of(), Shape.of(1), Shape.of(7), Shape.of(3, 5), Shape.of(2, 3, 5, 4));

  private static final Map<String, BinaryOperator<Tensor>> BINARY =
      Map.of(
          "add", Tensor::add,
          "subtract", Tensor::subtract,
          "multiply", Tensor::multiply,
          "divide", Tensor::divide);

  private static final Map<String, UnaryOperator<Tensor>> SIGNED =
      Map.ofEntries(
          Map.entry("add 0.75", x -> x.add(0.75f)),
          Map.entry("subtract 0.75", x -> x.subtract(0.75f)),
          Map.entry("multiply by -2.5", x -> x.multiply(-2.5f)),
          Map.entry("negate", Tensor::negate),
          Map.entry("square", Tensor::square),
          Map.entry("exp", Tensor::exp),
          Map.entry("abs", Tensor::abs),
          Map.entry("relu", Tensor::relu),
          Map.entry("leakyRelu 0.2", x -> x.leakyRelu(0.2f)),
          Map.entry("leakyRelu 0", x -> x.leakyRelu(0)),
          Map.entry("sin", Tensor::sin),
          Map.entry("tanh", Tensor::tanh),
          Map.entry("sigmoid", Tensor::sigmoid),
          Map.entry("softplus", Tensor::softplus),
          Map.entry("positiveMask", Tensor::positiveMask),
          Map.entry("stopGradient", Tensor::stopGradient));

  private static final Map<String, UnaryOperator<Tensor>> POSITIVE =
      Map.of("sqrt", Tensor::sqrt, "log", Tensor::log);

  private static final Map<String, UnaryOperator<Tensor>> WITHOUT_OVERFLOW =
      Map.of("softplus", Tensor::softplus, "sigmoid", Tensor::sigmoid, "tanh", Tensor::tanh);

  private ElementwiseCases() {}

  static List<OperationCase> all() {
    List<OperationCase> cases = new ArrayList<>();
    BINARY.forEach(
        (name, operation) -> {
          for (List<Shape> pair : PAIRS) {
            cases.add(OperationCase.of(name, pair, x -> operation.apply(x.get(0), x.get(1))));
          }
        });
    addUnary(cases, SIGNED, "", Domain.SIGNED);
    addUnary(cases, POSITIVE, "", Domain.POSITIVE);
    addUnary(cases, WITHOUT_OVERFLOW, " of large values", Domain.LARGE);
    return cases;
  }

  private static void addUnary(
      List<OperationCase> cases,
      Map<String, UnaryOperator<Tensor>> operations,
      String detail,
      Domain domain) {
    operations.forEach(
        (name, operation) -> {
          for (Shape shape : SHAPES) {
            cases.add(
                OperationCase.of(name + detail, List.of(shape), x -> operation.apply(x.get(0)))
                    .in(domain));
          }
        });
  }
}
