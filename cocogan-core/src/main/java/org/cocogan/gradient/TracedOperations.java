package org.cocogan.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/**
 * Operations that compute a value and remember, for every operand that depends on the root, the
 * vector-Jacobian product towards it.
 */
final class TracedOperations implements TensorOperations<TracedOperations.Node> {
  private int depth;
  private long made;

  /**
   * A value in the trace.
   *
   * @param number later nodes have larger ones
   * @param value the tensor itself
   * @param dependent whether the root can reach it
   * @param edges one for each dependent operand
   */
  record Node(long number, Tensor value, boolean dependent, List<Edge> edges) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /**
   * What a node passes back to an operand.
   *
   * @param operand a dependent node
   * @param product from the gradient of the node to its share of the operand's gradient
   */
  record Edge(Node operand, UnaryOperator<Tensor> product) {}

  Node root(Tensor input) {
    depth = input.depth() + 1;
    return new Node(made++, input, true, List.of());
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public Node adopt(Tensor tensor) {
    return new Node(made++, tensor, false, List.of());
  }

  private Node node(Tensor value, Edge... edges) {
    List<Edge> kept = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.operand().dependent()) {
        kept.add(edge);
      }
    }
    return new Node(made++, value, !kept.isEmpty(), kept);
  }

  private Node unary(
      Node operand, UnaryOperator<Tensor> function, BinaryOperator<Tensor> derivative) {
    Tensor value = function.apply(operand.value());
    return node(
        value,
        new Edge(operand, gradient -> gradient.multiply(derivative.apply(operand.value(), value))));
  }

  @Override
  public Node add(Node left, Node right) {
    return node(
        left.value().add(right.value()),
        new Edge(left, gradient -> summedTo(left, gradient)),
        new Edge(right, gradient -> summedTo(right, gradient)));
  }

  @Override
  public Node subtract(Node left, Node right) {
    return node(
        left.value().subtract(right.value()),
        new Edge(left, gradient -> summedTo(left, gradient)),
        new Edge(right, gradient -> summedTo(right, gradient.negate())));
  }

  @Override
  public Node multiply(Node left, Node right) {
    return node(
        left.value().multiply(right.value()),
        new Edge(left, gradient -> summedTo(left, gradient.multiply(right.value()))),
        new Edge(right, gradient -> summedTo(right, gradient.multiply(left.value()))));
  }

  @Override
  public Node divide(Node left, Node right) {
    Tensor value = left.value().divide(right.value());
    return node(
        value,
        new Edge(left, gradient -> summedTo(left, gradient.divide(right.value()))),
        new Edge(
            right,
            gradient -> summedTo(right, gradient.multiply(value).divide(right.value()).negate())));
  }

  @Override
  public Node add(Node operand, float number) {
    return node(operand.value().add(number), new Edge(operand, gradient -> gradient));
  }

  @Override
  public Node multiply(Node operand, float number) {
    return node(
        operand.value().multiply(number), new Edge(operand, gradient -> gradient.multiply(number)));
  }

  @Override
  public Node square(Node operand) {
    return unary(operand, Tensor::square, (x, y) -> x.multiply(2));
  }

  @Override
  public Node sqrt(Node operand) {
    Tensor value = operand.value().sqrt();
    return node(value, new Edge(operand, gradient -> gradient.multiply(0.5f).divide(value)));
  }

  @Override
  public Node exp(Node operand) {
    return unary(operand, Tensor::exp, (x, y) -> y);
  }

  @Override
  public Node log(Node operand) {
    return node(
        operand.value().log(), new Edge(operand, gradient -> gradient.divide(operand.value())));
  }

  @Override
  public Node abs(Node operand) {
    return unary(
        operand, Tensor::abs, (x, y) -> x.positiveMask().subtract(x.negate().positiveMask()));
  }

  @Override
  public Node relu(Node operand) {
    return unary(operand, Tensor::relu, (x, y) -> x.positiveMask());
  }

  @Override
  public Node leakyRelu(Node operand, float slope) {
    return unary(
        operand,
        x -> x.leakyRelu(slope),
        (x, y) -> x.positiveMask().multiply(1 - slope).add(slope));
  }

  @Override
  public Node tanh(Node operand) {
    return unary(operand, Tensor::tanh, (x, y) -> y.square().negate().add(1));
  }

  @Override
  public Node sigmoid(Node operand) {
    return unary(operand, Tensor::sigmoid, (x, y) -> y.multiply(y.negate().add(1)));
  }

  @Override
  public Node softplus(Node operand) {
    return unary(operand, Tensor::softplus, (x, y) -> x.sigmoid());
  }

  @Override
  public Node positiveMask(Node operand) {
    return node(operand.value().positiveMask());
  }

  @Override
  public Node stopGradient(Node operand) {
    return node(operand.value().stopGradient());
  }

  @Override
  public Node sum(Node operand, int[] axes) {
    int[] sizes = operand.value().shape().dimensions();
    return node(
        operand.value().sum(axes), new Edge(operand, gradient -> gradient.broadcastTo(sizes)));
  }

  @Override
  public Node mean(Node operand, int[] axes) {
    Tensor value = operand.value().mean(axes);
    int[] sizes = operand.value().shape().dimensions();
    float share = (float) value.shape().size() / operand.value().shape().size();
    return node(value, new Edge(operand, gradient -> gradient.multiply(share).broadcastTo(sizes)));
  }

  @Override
  public Node reshape(Node operand, Shape shape) {
    int[] sizes = operand.value().shape().dimensions();
    return node(
        operand.value().reshape(shape.dimensions()),
        new Edge(operand, gradient -> gradient.reshape(sizes)));
  }

  @Override
  public Node permute(Node operand, int[] order) {
    int[] inverse = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      inverse[order[axis]] = axis;
    }
    return node(
        operand.value().permute(order), new Edge(operand, gradient -> gradient.permute(inverse)));
  }

  @Override
  public Node broadcastTo(Node operand, Shape shape) {
    return node(
        operand.value().broadcastTo(shape.dimensions()),
        new Edge(operand, gradient -> summedTo(operand, gradient)));
  }

  @Override
  public Node concat(List<Node> operands, int axis) {
    Edge[] edges = new Edge[operands.size()];
    int from = 0;
    for (int i = 0; i < edges.length; i++) {
      int start = from;
      int end = start + operands.get(i).value().shape().dimension(axis);
      edges[i] = new Edge(operands.get(i), gradient -> gradient.slice(axis, start, end));
      from = end;
    }
    return node(Tensor.concat(axis, operands.stream().map(Node::value).toList()), edges);
  }

  @Override
  public Node slice(Node operand, int axis, int from, int to) {
    int size = operand.value().shape().dimension(axis);
    return node(
        operand.value().slice(axis, from, to),
        new Edge(operand, gradient -> gradient.pad(axis, from, size - to)));
  }

  @Override
  public Node pad(Node operand, int axis, int before, int after) {
    int size = operand.value().shape().dimension(axis);
    return node(
        operand.value().pad(axis, before, after),
        new Edge(operand, gradient -> gradient.slice(axis, before, before + size)));
  }

  @Override
  public Node matMul(Node left, Node right) {
    return node(
        left.value().matMul(right.value()),
        new Edge(left, gradient -> gradient.matMul(right.value().transpose())),
        new Edge(right, gradient -> left.value().transpose().matMul(gradient)));
  }

  @Override
  public Node conv2d(Node input, Node weight, int stride, int padding) {
    refuseDependentWeight("conv2d", weight);
    return node(
        input.value().conv2d(weight.value(), stride, padding),
        new Edge(input, gradient -> transposed(input, weight, gradient, stride, padding)));
  }

  @Override
  public Node conv2d(Node input, Node weight, Node bias, int stride, int padding) {
    refuseDependentWeight("conv2d", weight);
    return node(
        input.value().conv2d(weight.value(), bias.value(), stride, padding),
        new Edge(input, gradient -> transposed(input, weight, gradient, stride, padding)),
        new Edge(bias, gradient -> gradient.sum(0, 2, 3).reshape(-1)));
  }

  @Override
  public Node convTranspose2d(Node input, Node weight, int stride, int padding) {
    refuseDependentWeight("convTranspose2d", weight);
    return node(
        input.value().convTranspose2d(weight.value(), stride, padding),
        new Edge(input, gradient -> gradient.conv2d(weight.value(), stride, padding)));
  }

  @Override
  public Node avgPool2d(Node input, int size) {
    float share = 1f / (size * size);
    return node(
        input.value().avgPool2d(size),
        new Edge(input, gradient -> gradient.multiply(share).upsampleNearest(size)));
  }

  @Override
  public Node upsampleNearest(Node input, int factor) {
    return node(
        input.value().upsampleNearest(factor),
        new Edge(input, gradient -> gradient.avgPool2d(factor).multiply(factor * factor)));
  }

  private static void refuseDependentWeight(String operation, Node weight) {
    if (weight.dependent()) {
      throw new IllegalArgumentException(
          "the input gradient of "
              + operation
              + " is known for a weight that does not depend on the input; this one, of shape "
              + weight.value().shape()
              + ", does");
    }
  }

  /**
   * The transpose gives the smallest image that the convolution takes to this gradient; where the
   * input is larger, because the stride leaves rows or columns over, a zero after the gradient
   * makes it larger than the input, and the rest is cut.
   */
  private static Tensor transposed(
      Node input, Node weight, Tensor gradient, int stride, int padding) {
    Shape shape = input.value().shape();
    Tensor widened = gradient;
    for (int axis = 2; axis < 4; axis++) {
      int kernel = weight.value().shape().dimension(axis);
      if ((shape.dimension(axis) + 2 * padding - kernel) % stride != 0) {
        widened = widened.pad(axis, 0, 1);
      }
    }
    Tensor reached = widened.convTranspose2d(weight.value(), stride, padding);
    for (int axis = 2; axis < 4; axis++) {
      if (reached.shape().dimension(axis) > shape.dimension(axis)) {
        reached = reached.slice(axis, 0, shape.dimension(axis));
      }
    }
    return reached;
  }

  /** Undoes broadcasting: sums the gradient over every axis along which the node was repeated. */
  private static Tensor summedTo(Node node, Tensor gradient) {
    Shape target = node.value().shape();
    Shape given = gradient.shape();
    if (given.equals(target)) {
      return gradient;
    }
    int extra = given.rank() - target.rank();
    List<Integer> repeated = new ArrayList<>();
    for (int axis = 0; axis < given.rank(); axis++) {
      boolean missing = axis < extra;
      if (missing || (target.dimension(axis - extra) == 1 && given.dimension(axis) > 1)) {
        repeated.add(axis);
      }
    }
    Tensor summed =
        repeated.isEmpty()
            ? gradient
            : gradient.sum(repeated.stream().mapToInt(Integer::intValue).toArray());
    return summed.reshape(target.dimensions());
  }
}
