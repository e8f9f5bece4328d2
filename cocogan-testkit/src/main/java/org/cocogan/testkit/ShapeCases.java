package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Uses of the operations that add up, move, repeat or cut values, and of the matrix product. */
final class ShapeCases {
  private static final Shape IMAGES = Shape.of(2, 3, 4, 5);

  private final List<OperationCase> cases = new ArrayList<>();

  private ShapeCases() {}

  static List<OperationCase> all() {
    ShapeCases table = new ShapeCases();
    table.reductions();
    table.rearrangements();
    table.pieces();
    table.matrixProducts();
    return table.cases;
  }

  private void reductions() {
    int[][] choices = {{0}, {1}, {2}, {3}, {-1}, {0, 1}, {2, 3}, {3, 1}, {0, 2, 3}, {0, 1, 2, 3}};
    for (int[] axes : choices) {
      add("sum over " + Arrays.toString(axes), IMAGES, x -> x.sum(axes));
      add("mean over " + Arrays.toString(axes), IMAGES, x -> x.mean(axes));
    }
    for (Shape shape : List.of(Shape.of(), Shape.of(1), Shape.of(7), Shape.of(1, 1), IMAGES)) {
      add("sum over all axes", shape, x -> x.sum());
      add("mean over all axes", shape, x -> x.mean());
    }
  }

  private void rearrangements() {
    add("reshape to [6, 20]", IMAGES, x -> x.reshape(6, 20));
    add("reshape to [2, -1]", IMAGES, x -> x.reshape(2, -1));
    add("reshape to [120]", IMAGES, x -> x.reshape(-1));
    add("reshape to []", Shape.of(1, 1), x -> x.reshape());
    add("reshape to [1, 1, 1]", Shape.of(), x -> x.reshape(1, 1, 1));

    add("permute nothing", Shape.of(), x -> x.permute());
    add("transpose", Shape.of(3, 5), Tensor::transpose);
    add("transpose a row", Shape.of(1, 5), Tensor::transpose);
    int[][] orders = {{0, 1, 2, 3}, {0, 2, 3, 1}, {3, 0, 1, 2}, {1, 0, 3, 2}, {3, 2, 1, 0}};
    for (int[] order : orders) {
      add("permute " + Arrays.toString(order), IMAGES, x -> x.permute(order));
    }
    add("permute [2, 0, 1]", Shape.of(2, 3, 4), x -> x.permute(2, 0, 1));
    add("permute and reshape", IMAGES, x -> x.permute(0, 2, 3, 1).reshape(40, 3));

    add("broadcastTo [2, 3]", Shape.of(), x -> x.broadcastTo(2, 3));
    add("broadcastTo [4, 3]", Shape.of(3), x -> x.broadcastTo(4, 3));
    add("broadcastTo [4, 3]", Shape.of(4, 1), x -> x.broadcastTo(4, 3));
    add("broadcastTo [4, 3]", Shape.of(4, 3), x -> x.broadcastTo(4, 3));
    add("broadcastTo [2, 3, 4, 5]", Shape.of(1, 3, 1, 1), x -> x.broadcastTo(2, 3, 4, 5));
    add("broadcastTo and reshape", Shape.of(2, 1, 3), x -> x.broadcastTo(2, 4, 3).reshape(8, 3));
  }

  private void pieces() {
    for (int axis = 0; axis < 4; axis++) {
      int along = axis;
      List<Shape> three = List.of(IMAGES, IMAGES.with(axis, 1), IMAGES.with(axis, 6));
      cases.add(OperationCase.of("concat along " + axis, three, x -> Tensor.concat(along, x)));
      add("concat along " + axis + " of one", IMAGES, x -> Tensor.concat(along, List.of(x)));
      int size = IMAGES.dimension(axis);
      add("slice the first of axis " + axis, IMAGES, x -> x.slice(along, 0, 1));
      add("slice the last of axis " + axis, IMAGES, x -> x.slice(along, size - 1, size));
      add("slice the rest of axis " + axis, IMAGES, x -> x.slice(along, 1, size));
      add("slice all of axis " + axis, IMAGES, x -> x.slice(along, 0, size));
      add("pad before axis " + axis, IMAGES, x -> x.pad(along, 2, 0));
      add("pad after axis " + axis, IMAGES, x -> x.pad(along, 0, 3));
      add("pad both ends of axis " + axis, IMAGES, x -> x.pad(along, 1, 2));
      add("pad nothing at axis " + axis, IMAGES, x -> x.pad(along, 0, 0));
    }
    cases.add(
        OperationCase.of(
            "concat along the last axis",
            List.of(Shape.of(2), Shape.of(3)),
            x -> Tensor.concat(-1, x)));
    add("slice the last axis", IMAGES, x -> x.slice(-1, 1, 3));
    add("pad the last axis", Shape.of(3), x -> x.pad(-1, 1, 1));
    add("filled beside a tensor", IMAGES, x -> x.filled(2.5f, 3, 4).add(x.sum()));
    add("concat of a tensor with itself", IMAGES, x -> Tensor.concat(1, x, x));
    add("slice and reshape", IMAGES, x -> x.slice(2, 1, 3).reshape(6, 10));
    add(
        "concat of slices",
        Shape.of(2, 6),
        x -> Tensor.concat(1, x.slice(1, 4, 6), x.slice(1, 0, 2), x.slice(1, 1, 5)).square());
  }

  private void matrixProducts() {
    int[][] sizes = {{1, 1, 1}, {2, 3, 4}, {1, 7, 3}, {5, 1, 2}, {4, 3, 1}, {9, 17, 5}};
    for (int[] size : sizes) {
      List<Shape> factors = List.of(Shape.of(size[0], size[1]), Shape.of(size[1], size[2]));
      cases.add(OperationCase.of("matMul", factors, x -> x.get(0).matMul(x.get(1))));
    }
    cases.add(
        OperationCase.of(
            "matMul of transposes",
            List.of(Shape.of(3, 2), Shape.of(4, 3)),
            x -> x.get(0).transpose().matMul(x.get(1).transpose())));
    add("matMul of a matrix with itself", Shape.of(3, 3), x -> x.matMul(x));
  }

  private void add(String name, Shape shape, UnaryOperator<Tensor> operation) {
    cases.add(OperationCase.of(name, List.of(shape), x -> operation.apply(x.get(0))));
  }
}
