package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;

/** Each operation as nodes of a graph, with the rule that differentiates it. */
final class GraphOperations implements TensorOperations<Node> {
  private final Graph graph;
  private final Convolutions convolutions;
  private final MatrixProducts products;
  private final Reductions reductions;
  private final Resampling resampling;

  GraphOperations(Graph graph) {
    this.graph = graph;
    this.convolutions = new Convolutions(graph, this);
    this.products = new MatrixProducts(graph);
    this.reductions = new Reductions(graph, this);
    this.resampling = new Resampling(graph, this);
  }

  Graph graph() {
    return graph;
  }

  @Override
  public Node add(Node left, Node right) {
    return elementwise(
        "add",
        left,
        right,
        (gradient, to) -> {
          to.add(left, () -> sumTo(gradient, left.shape()));
          to.add(right, () -> sumTo(gradient, right.shape()));
        });
  }

  @Override
  public Node subtract(Node left, Node right) {
    return elementwise(
        "subtract",
        left,
        right,
        (gradient, to) -> {
          to.add(left, () -> sumTo(gradient, left.shape()));
          to.add(right, () -> multiply(sumTo(gradient, right.shape()), -1));
        });
  }

  @Override
  public Node multiply(Node left, Node right) {
    return elementwise(
        "multiply",
        left,
        right,
        (gradient, to) -> {
          to.add(left, () -> sumTo(multiply(gradient, right), left.shape()));
          to.add(right, () -> sumTo(multiply(gradient, left), right.shape()));
        });
  }

  @Override
  public Node divide(Node left, Node right) {
    return elementwise(
        "divide",
        left,
        right,
        (gradient, to) -> {
          to.add(left, () -> sumTo(divide(gradient, right), left.shape()));
          to.add(
              right,
              () -> {
                Node product = sumTo(multiply(gradient, left), right.shape());
                return multiply(divide(product, multiply(right, right)), -1);
              });
        });
  }

  @Override
  public Node add(Node operand, float number) {
    return elementwise(
        "add", operand, number(number), (gradient, to) -> to.add(operand, () -> gradient));
  }

  @Override
  public Node multiply(Node operand, float number) {
    return elementwise(
        "multiply",
        operand,
        number(number),
        (gradient, to) -> to.add(operand, () -> multiply(gradient, number)));
  }

  @Override
  public Node square(Node operand) {
    return elementwise(
        "multiply",
        operand,
        operand,
        (gradient, to) -> to.add(operand, () -> multiply(multiply(gradient, 2), operand)));
  }

  @Override
  public Node sqrt(Node operand) {
    return transform(
        Sqrt::new, operand, (result, gradient) -> multiply(divide(gradient, result), 0.5f));
  }

  @Override
  public Node exp(Node operand) {
    return transform(Exp::new, operand, (result, gradient) -> multiply(gradient, result));
  }

  @Override
  public Node log(Node operand) {
    return transform(Log::new, operand, (result, gradient) -> divide(gradient, operand));
  }

  @Override
  public Node abs(Node operand) {
    return transform(
        Abs::new,
        operand,
        (result, gradient) -> {
          Node sign = subtract(positiveMask(operand), positiveMask(multiply(operand, -1)));
          return multiply(gradient, sign);
        });
  }

  @Override
  public Node relu(Node operand) {
    // ND4J's own makes a zero of what is not a number.
    return multiply(operand, positiveMask(operand));
  }

  @Override
  public Node leakyRelu(Node operand, float slope) {
    Node factor = add(multiply(positiveMask(operand), 1 - slope), slope);
    return multiply(operand, factor);
  }

  @Override
  public Node tanh(Node operand) {
    return transform(
        "tanh",
        operand,
        (result, gradient) -> multiply(gradient, add(multiply(multiply(result, result), -1), 1)));
  }

  @Override
  public Node sigmoid(Node operand) {
    return transform(
        "sigmoid",
        operand,
        (result, gradient) -> multiply(multiply(gradient, result), add(multiply(result, -1), 1)));
  }

  /** max(x, 0) + ln(1 + exp(-|x|)), because ND4J's own overflows. */
  @Override
  public Node softplus(Node operand) {
    Node decay = exp(multiply(abs(operand), -1));
    Node value = add(relu(operand), transform("log1p", decay, (result, gradient) -> gradient));
    return graph.differentiated(
        value,
        List.of(operand),
        (gradient, to) -> to.add(operand, () -> multiply(gradient, sigmoid(operand))));
  }

  @Override
  public Node positiveMask(Node operand) {
    return graph.add(
        new Step(graph.symbols(), operand.symbol(), 0).outputVariable(),
        operand.shape(),
        List.of(operand),
        Node.Rule.STOP);
  }

  @Override
  public Node stopGradient(Node operand) {
    return graph.differentiated(operand, List.of(operand), Node.Rule.STOP);
  }

  @Override
  public Node filled(Node beside, Shape shape, float number) {
    return graph.filled(shape, number);
  }

  @Override
  public Node sum(Node operand, int[] axes) {
    return reductions.sum(operand, axes);
  }

  @Override
  public Node mean(Node operand, int[] axes) {
    int count = Arrays.stream(axes).map(operand.shape()::dimension).reduce(1, (a, b) -> a * b);
    return multiply(sum(operand, axes), 1f / count);
  }

  @Override
  public Node reshape(Node operand, Shape shape) {
    if (shape.equals(operand.shape())) {
      return operand;
    }
    return graph.apply(
        NativeOperation.view("reshape", 0, Shapes.strides(shape)).integers(Shapes.longs(shape)),
        shape,
        List.of(operand),
        (gradient, to) -> to.add(operand, () -> reshape(gradient, operand.shape())));
  }

  @Override
  public Node permute(Node operand, int[] order) {
    if (Arrays.equals(order, IntStream.range(0, order.length).toArray())) {
      return operand;
    }
    int[] inverse = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      inverse[order[axis]] = axis;
    }
    Node result =
        graph.apply(
            NativeOperation.of("permute").integers(Shapes.longs(order)),
            Shapes.permuted(operand.shape(), order),
            List.of(operand),
            (gradient, to) -> to.add(operand, () -> permute(gradient, inverse)));
    if (order.length == 2) {
      products.knowTranspose(result, operand);
    }
    return result;
  }

  @Override
  public Node broadcastTo(Node operand, Shape shape) {
    if (shape.equals(operand.shape())) {
      return operand;
    }
    return graph.apply(
        NativeOperation.of(Schedule.REPEAT),
        shape,
        List.of(operand),
        (gradient, to) -> to.add(operand, () -> sumTo(gradient, operand.shape())));
  }

  @Override
  public Node concat(List<Node> operands, int axis) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    int[] ends = operands.stream().mapToInt(node -> node.shape().dimension(axis)).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
    return graph.apply(
        NativeOperation.of("concat").integers(axis),
        operands.get(0).shape().with(axis, ends[ends.length - 1]),
        operands,
        (gradient, to) -> {
          for (int i = 0; i < ends.length; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            int end = ends[i];
            to.add(operands.get(i), () -> slice(gradient, axis, from, end));
          }
        });
  }

  @Override
  public Node slice(Node operand, int axis, int from, int to) {
    Shape whole = operand.shape();
    if (to - from == whole.dimension(axis)) {
      return operand;
    }
    return graph.apply(
        sliceOperation(whole, axis, from, to),
        whole.with(axis, to - from),
        List.of(operand),
        (gradient, gradients) ->
            gradients.add(operand, () -> pad(gradient, axis, from, whole.dimension(axis) - to)));
  }

  private static NativeOperation sliceOperation(Shape whole, int axis, int from, int to) {
    long[] begin = new long[whole.rank()];
    begin[axis] = from;
    NativeOperation operation =
        Shapes.product(whole, 0, axis) == 1
            // With nothing outside the axis, its entries lie in one piece.
            ? NativeOperation.view(
                "slice",
                from * Shapes.strides(whole)[axis],
                Shapes.strides(whole.with(axis, to - from)))
            : NativeOperation.of("slice");
    return operation.integers(begin).integers(Shapes.longs(whole.with(axis, to - from)));
  }

  @Override
  public Node pad(Node operand, int axis, int before, int after) {
    Shape shape = operand.shape();
    List<Node> pieces = new ArrayList<>();
    if (before > 0) {
      pieces.add(graph.filled(shape.with(axis, before), 0));
    }
    pieces.add(operand);
    if (after > 0) {
      pieces.add(graph.filled(shape.with(axis, after), 0));
    }
    return concat(pieces, axis);
  }

  @Override
  public Node matMul(Node left, Node right) {
    return products.product(left, right);
  }

  @Override
  public Node conv2d(Node input, Node weight, int stride, int padding) {
    return convolutions.convolution(input, weight, stride, padding);
  }

  @Override
  public Node conv2d(Node input, Node weight, Node bias, int stride, int padding) {
    return convolutions.convolution(input, weight, bias, stride, padding);
  }

  @Override
  public Node convTranspose2d(Node input, Node weight, int stride, int padding) {
    return convolutions.transposed(input, weight, stride, padding);
  }

  @Override
  public Node conv2dWeight(
      Node input, Node gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    return convolutions.weight(
        input,
        gradient,
        Shape.of(
            gradient.shape().dimension(1), input.shape().dimension(1), kernelHeight, kernelWidth),
        stride,
        padding);
  }

  @Override
  public Node avgPool2d(Node input, int size) {
    return resampling.averaged(input, size);
  }

  @Override
  public Node upsampleNearest(Node input, int factor) {
    return resampling.repeated(input, factor);
  }

  /** The same values in memory of their own. */
  Node copy(Node operand) {
    return graph.apply(
        NativeOperation.of(Schedule.REPEAT), operand.shape(), List.of(operand), Node.Rule.STOP);
  }

  /** Adds up what an operand's repetition to the gradient's shape has spread. */
  private Node sumTo(Node gradient, Shape shape) {
    Shape whole = gradient.shape();
    if (whole.equals(shape)) {
      return gradient;
    }
    int added = whole.rank() - shape.rank();
    int[] repeated =
        IntStream.range(0, whole.rank())
            .filter(axis -> axis < added || shape.dimension(axis - added) != whole.dimension(axis))
            .toArray();
    return reshape(sum(gradient, repeated), shape);
  }

  private Node number(float value) {
    return graph.filled(Shape.of(), value);
  }

  private Node elementwise(String operation, Node left, Node right, Node.Rule rule) {
    return graph.apply(
        NativeOperation.of(operation),
        Shapes.broadcast(left.shape(), right.shape()),
        List.of(left, right),
        rule);
  }

  /** The operand's gradient from the result and the result's gradient. */
  private interface Derivative extends BinaryOperator<Node> {}

  private Node transform(String operation, Node operand, Derivative derivative) {
    SDVariable[] results = NativeOperation.of(operation).in(graph.symbols(), operand.symbol());
    return transformed(results[0], operand, derivative);
  }

  /** An operation that ND4J knows as a class of its own only. */
  private Node transform(
      BiFunction<SameDiff, SDVariable, BaseOp> operation, Node operand, Derivative derivative) {
    SDVariable result = operation.apply(graph.symbols(), operand.symbol()).outputVariable();
    return transformed(result, operand, derivative);
  }

  private Node transformed(SDVariable symbol, Node operand, Derivative derivative) {
    Node result = graph.add(symbol, operand.shape(), List.of(operand), Node.Rule.STOP);
    return graph.differentiated(
        result,
        List.of(operand),
        (gradient, to) -> to.add(operand, () -> derivative.apply(result, gradient)));
  }
}
