package org.cocogan.backend.djl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.cocogan.exact.Product;
import org.cocogan.graph.Binary;
import org.cocogan.graph.ConvolutionPrimitive;
import org.cocogan.graph.Leaf;
import org.cocogan.graph.Node;
import org.cocogan.graph.Operation;
import org.cocogan.graph.Primitive;
import org.cocogan.graph.Unary;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** Several primitives that the engine computes in one go, over memory that it passes once. */
final class ScriptJoins {
  private ScriptJoins() {}

  /**
   * A replacement for a node's own operation: an expression, and the nodes that it reads.
   *
   * @param reads the nodes that are read instead of the operands
   */
  record Join(
      List<Node> reads, BiFunction<ScriptOperations, List<ScriptValue>, ScriptValue> write) {}

  /** The join that ends in a node. */
  static Optional<Join> of(Node node) {
    if (node.operation() == Binary.ADD) {
      Node left = node.operand(0);
      Node right = node.operand(1);
      return gradientsOfWeight(left, right)
          .or(() -> product(left, right, 1))
          .or(() -> product(right, left, 1));
    }
    if (node.operation() == Binary.SUBTRACT) {
      return product(node.operand(0), node.operand(1), -1);
    }
    if (node.operation() == Binary.MULTIPLY) {
      Node left = node.operand(0);
      Node right = node.operand(1);
      return left.shape().equals(right.shape())
          ? derivative(left, right).or(() -> derivative(right, left))
          : Optional.empty();
    }
    if (node.operation() instanceof Primitive.Reshape
        && node.operand(0).operation() instanceof ConvolutionPrimitive convolution) {
      return channelwise(node, node.operand(0), convolution);
    }
    if (node.operation() instanceof Primitive.MultiplyNumber multiply
        && node.operand(0).operation() instanceof Primitive.AvgPool pool
        && multiply.number() == Product.of(pool.size(), pool.size())) {
      return Optional.of(
          new Join(
              node.operand(0).operands(),
              (operations, values) -> operations.pooled(values.get(0), pool.size(), "1")));
    }
    return Optional.empty();
  }

  /**
   * Groups of channels that are rows of a batch for as long as they are convolved need not move if
   * all channels have one kernel: the engine convolves every channel for itself faster.
   */
  private static Optional<Join> channelwise(
      Node result, Node convolved, ConvolutionPrimitive convolution) {
    Node rows = convolved.operand(0);
    if (convolved.operands().size() != 2
        || !(rows.operation() instanceof Primitive.Reshape)
        || !(convolved.operand(1).operation() instanceof Leaf.Constant kernel)) {
      return Optional.empty();
    }
    Node image = rows.operand(0);
    if (!sameSides(image.shape(), rows.shape())
        || !sameSides(convolved.shape(), result.shape())
        || !image.shape().with(2, 1).with(3, 1).equals(result.shape().with(2, 1).with(3, 1))) {
      return Optional.empty();
    }
    int channels = image.shape().dimension(1);
    return kernelOfEach(kernel.value())
        .map(
            one ->
                new Join(
                    List.of(image),
                    (operations, values) ->
                        operations.channelwise(
                            result.shape(), values.get(0), repeated(one, channels), convolution)));
  }

  private static boolean sameSides(Shape left, Shape right) {
    return left.rank() == 4
        && right.rank() == 4
        && left.dimension(2) == right.dimension(2)
        && left.dimension(3) == right.dimension(3);
  }

  /** [1, 1, h, w] if a kernel [n, n, h, w] is that for each channel, and zero between them. */
  private static Optional<HostArray> kernelOfEach(HostArray kernel) {
    int channels = kernel.shape().dimension(0);
    int size = Product.of(kernel.shape().dimension(2), kernel.shape().dimension(3));
    float[] values = kernel.values();
    float[] one = Arrays.copyOf(values, size);
    float[] none = new float[size];
    if (kernel.shape().dimension(1) != channels) {
      return Optional.empty();
    }
    for (int pair = 0; pair < Product.of(channels, channels); pair++) {
      int from = Product.of(pair, size);
      float[] expected = pair / channels == pair % channels ? one : none;
      if (!Arrays.equals(values, from, from + size, expected, 0, size)) {
        return Optional.empty();
      }
    }
    return Optional.of(new HostArray(kernel.shape().with(0, 1).with(1, 1), one));
  }

  private static HostArray repeated(HostArray kernel, int times) {
    Shape shape = kernel.shape().with(0, times);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = kernel.values()[i % kernel.values().length];
    }
    return new HostArray(shape, values);
  }

  /**
   * The gradients that two passes have for the same weight are that of one pass over the images of
   * both. It saves a sum as large as the weight, and a conversion of its layout, and pays unless
   * the images are larger.
   */
  private static Optional<Join> gradientsOfWeight(Node left, Node right) {
    if (!(left.operation() instanceof ConvolutionPrimitive.Weight weight)
        || !left.operation().equals(right.operation())) {
      return Optional.empty();
    }
    List<Node> reads =
        List.of(left.operand(0), right.operand(0), left.operand(1), right.operand(1));
    long images = reads.stream().mapToLong(node -> node.shape().size()).sum();
    boolean alike =
        differInRows(left.operand(0), right.operand(0))
            && differInRows(left.operand(1), right.operand(1));
    return alike && images < 2L * left.shape().size()
        ? Optional.of(
            new Join(
                reads,
                (operations, values) ->
                    weight.apply(
                        operations,
                        List.of(
                            operations.images(values.subList(0, 2)),
                            operations.images(values.subList(2, 4))))))
        : Optional.empty();
  }

  private static boolean differInRows(Node left, Node right) {
    return left.shape().with(0, right.shape().dimension(0)).equals(right.shape());
  }

  private static Optional<Join> product(Node summand, Node product, int factor) {
    boolean outer =
        product.operation() instanceof Primitive.MatMul
            && product.operand(0).shape().dimension(1) == 1;
    if (!outer && (product.operation() != Binary.MULTIPLY || of(product).isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        new Join(
            List.of(summand, product.operand(0), product.operand(1)),
            (operations, values) ->
                operations.addProduct(values.get(0), values.get(1), values.get(2), factor)));
  }

  /** A gradient times the derivative of a function value by value. */
  private static Optional<Join> derivative(Node gradient, Node factor) {
    if (factor.operation() == Unary.POSITIVE_MASK) {
      return backward(gradient, factor.operand(0), "torch.threshold_backward(%s, %s, 0)");
    }
    if (!(factor.operation() instanceof Primitive.AddNumber add
        && factor.operand(0).operation() instanceof Primitive.MultiplyNumber multiply)) {
      return Optional.empty();
    }
    Node inner = factor.operand(0).operand(0);
    Operation function = inner.operation();
    if (function == Unary.POSITIVE_MASK && add.number() + multiply.number() == 1) {
      return backward(
          gradient,
          inner.operand(0),
          "torch.leaky_relu_backward(%%s, %%s, %s, False)".formatted(add.number()));
    }
    boolean squared = add.number() == 1 && multiply.number() == -1;
    return squared && function == Unary.SQUARE && inner.operand(0).operation() == Unary.TANH
        ? backward(gradient, inner.operand(0), "torch.tanh_backward(%s, %s)")
        : Optional.empty();
  }

  private static Optional<Join> backward(Node gradient, Node value, String expression) {
    return Optional.of(
        new Join(
            List.of(gradient, value),
            (operations, values) ->
                operations.derivative(expression, values.get(0), values.get(1))));
  }
}
