package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A use of an operation with shapes that do not fit.
 *
 * @param operation the operation's name, which the complaint has to contain
 * @param named the shapes that the complaint has to contain
 * @param use the wrong use
 */
record ShapeMistake(String operation, List<Shape> named, OperationCase use) {
  static List<ShapeMistake> all() {
    List<ShapeMistake> mistakes = new ArrayList<>();
    Map<String, BinaryOperator<Tensor>> elementwise =
        Map.of(
            "add", Tensor::add,
            "subtract", Tensor::subtract,
            "multiply", Tensor::multiply,
            "divide", Tensor::divide);
    Shape matrix = Shape.of(2, 3);
    elementwise.forEach(
        (name, operation) -> {
          for (Shape other : List.of(Shape.of(2), Shape.of(3, 2), Shape.of(5, 2, 4))) {
            mistakes.add(
                of(name, List.of(matrix, other), x -> operation.apply(x.get(0), x.get(1))));
          }
        });
    mistakes.add(of("sum", List.of(matrix), x -> x.get(0).sum(2)));
    mistakes.add(of("sum", List.of(matrix), x -> x.get(0).sum(0, -2)));
    mistakes.add(of("mean", List.of(matrix), x -> x.get(0).mean(-3)));
    mistakes.add(of("mean", List.of(matrix), x -> x.get(0).mean(1, 1)));
    mistakes.add(of("reshape", List.of(matrix), x -> x.get(0).reshape(4)));
    mistakes.add(of("reshape", List.of(matrix), x -> x.get(0).reshape(4, -1)));
    mistakes.add(of("permute", List.of(matrix), x -> x.get(0).permute(0)));
    mistakes.add(of("permute", List.of(matrix), x -> x.get(0).permute(1, 1)));
    mistakes.add(of("permute", List.of(Shape.of(4)), x -> x.get(0).transpose()));
    mistakes.add(of("broadcastTo", List.of(matrix), x -> x.get(0).broadcastTo(3, 3)));
    mistakes.add(of("broadcastTo", List.of(matrix), x -> x.get(0).broadcastTo(3)));
    mistakes.add(of("concat", List.of(matrix, Shape.of(2, 4)), x -> Tensor.concat(0, x)));
    mistakes.add(of("concat", List.of(matrix, Shape.of(2)), x -> Tensor.concat(0, x)));
    mistakes.add(of("concat", List.of(matrix), x -> Tensor.concat(2, x)));
    mistakes.add(of("slice", List.of(matrix), x -> x.get(0).slice(1, 1, 4)));
    mistakes.add(of("slice", List.of(matrix), x -> x.get(0).slice(1, 2, 2)));
    mistakes.add(of("slice", List.of(matrix), x -> x.get(0).slice(2, 0, 1)));
    mistakes.add(of("pad", List.of(matrix), x -> x.get(0).pad(1, -1, 0)));
    mistakes.add(of("pad", List.of(matrix), x -> x.get(0).pad(-3, 1, 0)));
    mistakes.add(of("matMul", List.of(matrix, matrix), x -> x.get(0).matMul(x.get(1))));
    mistakes.add(of("matMul", List.of(matrix, Shape.of(3)), x -> x.get(0).matMul(x.get(1))));
    addImageMistakes(mistakes);
    return mistakes;
  }

  private static void addImageMistakes(List<ShapeMistake> mistakes) {
    Shape images = Shape.of(1, 3, 4, 5);
    for (Shape weight : List.of(Shape.of(2, 4, 3, 3), Shape.of(2, 3, 5, 5), Shape.of(2, 3))) {
      mistakes.add(of("conv2d", List.of(images, weight), x -> x.get(0).conv2d(x.get(1), 1, 0)));
    }
    Shape weight = Shape.of(2, 3, 3, 3);
    mistakes.add(of("conv2d", List.of(images, weight), x -> x.get(0).conv2d(x.get(1), 0, 0)));
    mistakes.add(of("conv2d", List.of(images, weight), x -> x.get(0).conv2d(x.get(1), 1, -1)));
    Shape bias = Shape.of(3);
    mistakes.add(
        new ShapeMistake(
            "conv2d",
            List.of(weight, bias),
            OperationCase.of(
                "conv2d",
                List.of(images, weight, bias),
                x -> x.get(0).conv2d(x.get(1), x.get(2), 1, 0))));
    for (Shape other : List.of(weight, Shape.of(3))) {
      mistakes.add(
          of(
              "convTranspose2d",
              List.of(images, other),
              x -> x.get(0).convTranspose2d(x.get(1), 1, 0)));
    }
    mistakes.add(
        of(
            "convTranspose2d",
            List.of(Shape.of(1, 3, 1, 1), Shape.of(3, 2, 1, 1)),
            x -> x.get(0).convTranspose2d(x.get(1), 1, 1)));
    mistakes.add(of("avgPool2d", List.of(images), x -> x.get(0).avgPool2d(2)));
    mistakes.add(of("avgPool2d", List.of(Shape.of(4, 4)), x -> x.get(0).avgPool2d(2)));
    mistakes.add(of("upsampleNearest", List.of(images), x -> x.get(0).upsampleNearest(0)));
    mistakes.add(of("upsampleNearest", List.of(Shape.of(4)), x -> x.get(0).upsampleNearest(2)));
  }

  private static ShapeMistake of(
      String operation, List<Shape> shapes, Function<List<Tensor>, Tensor> use) {
    return new ShapeMistake(operation, shapes, OperationCase.of(operation, shapes, use));
  }
}
