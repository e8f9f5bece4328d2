package org.cocogan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tensor knows without an engine: the shapes of results, and which operands fit. */
class TensorTest {
  private static final TensorOperations<String> OPERATIONS = ShapesOnly.operations();
  private static final Tensor IMAGES = tensor(2, 3, 8, 6);
  private static final Tensor MATRIX = tensor(2, 3);

  static Stream<Arguments> shapes() {
    return Stream.of(
        result("add", () -> IMAGES.add(tensor(3, 1, 1)), 2, 3, 8, 6),
        result("a larger right operand", () -> MATRIX.multiply(tensor(4, 1, 3)), 4, 2, 3),
        result("sum of everything", () -> IMAGES.sum()),
        result("mean of everything", () -> MATRIX.mean()),
        result("sum over axes", () -> IMAGES.sum(0, -1), 1, 3, 8, 1),
        result("reshape", () -> IMAGES.reshape(3, -1), 3, 96),
        result("reshape to a scalar", () -> tensor(1, 1).reshape()),
        result("permute", () -> IMAGES.permute(0, 2, 3, 1), 2, 8, 6, 3),
        result("transpose", MATRIX::transpose, 3, 2),
        result("broadcastTo", () -> tensor(3, 1).broadcastTo(2, 3, 4), 2, 3, 4),
        result("concat", () -> Tensor.concat(-1, MATRIX, tensor(2, 5)), 2, 8),
        result("slice", () -> IMAGES.slice(-2, 3, 8), 2, 3, 5, 6),
        result("pad", () -> IMAGES.pad(3, 1, 2), 2, 3, 8, 9),
        result("matMul", () -> MATRIX.matMul(tensor(3, 7)), 2, 7),
        result("conv2d", () -> IMAGES.conv2d(tensor(5, 3, 3, 3), 1, 1), 2, 5, 8, 6),
        result("a stride", () -> IMAGES.conv2d(tensor(5, 3, 3, 2), tensor(5), 2, 0), 2, 5, 3, 3),
        result("transposed", () -> IMAGES.convTranspose2d(tensor(3, 5, 4, 4), 2, 1), 2, 5, 16, 12),
        result("avgPool2d", () -> IMAGES.avgPool2d(2), 2, 3, 4, 3),
        result("upsampleNearest", () -> IMAGES.upsampleNearest(3), 2, 3, 24, 18));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void knowsTheShapeOfAResult(String name, Supplier<Tensor> operation, Shape expected) {
    assertThat(operation.get().shape()).isEqualTo(expected);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            () -> MATRIX.subtract(tensor(3, 2)),
            "subtract needs sizes that are equal or one along each axis,"
                + " but was given [2, 3] and [3, 2]"),
        mistake(
            () -> MATRIX.matMul(MATRIX),
            "matMul needs [n, k] and [k, m], but was given [2, 3] and [2, 3]"),
        mistake(
            () -> IMAGES.conv2d(tensor(5, 4, 3, 3), 1, 1),
            "conv2d with stride 1 and padding 1 needs [batch, in, h, w] and [out, in, kh, kw],"
                + " but was given [2, 3, 8, 6] and [5, 4, 3, 3]"),
        mistake(
            () -> IMAGES.conv2d(tensor(5, 3, 3, 3), tensor(3), 1, 1),
            "conv2d needs a bias [out], but was given [5, 3, 3, 3] and [3]"),
        mistake(
            () -> IMAGES.convTranspose2d(tensor(5, 3, 4, 4), 2, 1),
            "convTranspose2d with stride 2 and padding 1 needs [batch, in, h, w] and"
                + " [in, out, kh, kw], but was given [2, 3, 8, 6] and [5, 3, 4, 4]"),
        mistake(
            () -> IMAGES.avgPool2d(4),
            "avgPool2d of 4 needs [batch, channels, h, w] with h and w its multiples,"
                + " but was given [2, 3, 8, 6]"),
        mistake(
            () -> MATRIX.upsampleNearest(2),
            "upsampleNearest by 2 needs [batch, channels, h, w], but was given [2, 3]"),
        mistake(
            () -> MATRIX.reshape(4, -1),
            "reshape to [4, -1] needs as many values as it has, but was given [2, 3]"),
        mistake(
            () -> MATRIX.reshape(-2, -3),
            "reshape to [-2, -3] needs as many values as it has, but was given [2, 3]"),
        mistake(
            () -> MATRIX.reshape(-1, -1, -1),
            "reshape to [-1, -1, -1] needs as many values as it has, but was given [2, 3]"),
        mistake(
            () -> IMAGES.permute(0, 1),
            "permute [0, 1] needs every axis once, but was given [2, 3, 8, 6]"),
        mistake(
            () -> MATRIX.broadcastTo(1, 3),
            "broadcastTo needs sizes that only repeat, but was given [2, 3] and [1, 3]"),
        mistake(
            () -> Tensor.concat(1, MATRIX, tensor(3, 3)),
            "concat needs shapes that differ along axis 1 only, but was given [2, 3] and [3, 3]"),
        mistake(
            () -> MATRIX.slice(1, 1, 4),
            "slice 1 to 4 of axis 1 needs a range within the axis, but was given [2, 3]"),
        mistake(
            () -> MATRIX.pad(0, -1, 0),
            "pad by -1 and 0 needs no negative number, but was given [2, 3]"),
        mistake(
            () -> MATRIX.sum(2),
            "sum along axis 2 needs an axis that exists, but was given [2, 3]"),
        mistake(
            () -> MATRIX.mean(1, -1),
            "mean along axes [1, -1] needs each axis once, but was given [2, 3]"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void namesTheOperationAndTheShapesThatDoNotFit(Supplier<Tensor> operation, String message) {
    assertThatIllegalArgumentException().isThrownBy(operation::get).withMessage(message);
  }

  @Test
  void refusesToConcatenateNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.concat(0, List.of()))
        .withMessage("concat needs at least one tensor");
  }

  @Test
  void refusesTensorsOfTwoPrograms() {
    Tensor foreign = Tensor.of(ShapesOnly.operations(), "", Shape.of(2, 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MATRIX.add(foreign))
        .withMessageContaining("a tensor of shape [2, 3] belongs to another program");
  }

  private static Arguments result(String name, Supplier<Tensor> operation, int... shape) {
    return arguments(name, operation, Shape.of(shape));
  }

  private static Arguments mistake(Supplier<Tensor> operation, String message) {
    return arguments(operation, message);
  }

  private static Tensor tensor(int... sizes) {
    return Tensor.of(OPERATIONS, "", Shape.of(sizes));
  }
}
