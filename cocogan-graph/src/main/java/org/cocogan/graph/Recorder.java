package org.cocogan.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/**
 * Writes each operation down as a node of a graph, simplified, and the same only once.
 *
 * <p>For one thread.
 */
public final class Recorder implements TensorOperations<Node> {
  private final int depth;
  private final Consumer<Node> listener;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Key, Node> known = new HashMap<>();

  private record Key(Operation operation, List<Node> operands) {}

  /** Creates a recorder of a program. */
  public Recorder() {
    this(0, node -> {});
  }

  /**
   * Creates a recorder over tensors of other operations.
   *
   * @param depth how many layers of recording lie between this and an engine
   * @param listener told of each node once it is there
   */
  public Recorder(int depth, Consumer<Node> listener) {
    this.depth = depth;
    this.listener = listener;
  }

  /** A node as a tensor. */
  public Tensor tensor(Node node) {
    return Tensor.of(this, node, node.shape());
  }

  /** The node of a value that the graph is given. */
  public Node leaf(Leaf leaf) {
    return known(leaf, List.of(), leaf.shape());
  }

  private Node record(Primitive primitive, Node... operands) {
    List<Node> given = List.of(operands);
    Shape shape = primitive.shape(given.stream().map(Node::shape).toList());
    Optional<Node> simpler = Simplification.of(primitive, given, shape, this);
    return simpler.orElseGet(() -> known(primitive, given, shape));
  }

  private Node known(Operation operation, List<Node> operands, Shape shape) {
    Key key = new Key(operation, operands);
    Node before = known.get(key);
    if (before != null) {
      return before;
    }
    Node node = new Node(nodes.size(), operation, operands, shape);
    nodes.add(node);
    known.put(key, node);
    listener.accept(node);
    return node;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public Node adopt(Tensor tensor) {
    if (depth == 0) {
      return TensorOperations.super.adopt(tensor);
    }
    return leaf(new Leaf.Adopted(tensor));
  }

  @Override
  public Node add(Node left, Node right) {
    return record(Binary.ADD, left, right);
  }

  @Override
  public Node subtract(Node left, Node right) {
    return record(Binary.SUBTRACT, left, right);
  }

  @Override
  public Node multiply(Node left, Node right) {
    return record(Binary.MULTIPLY, left, right);
  }

  @Override
  public Node divide(Node left, Node right) {
    return record(Binary.DIVIDE, left, right);
  }

  @Override
  public Node add(Node operand, float number) {
    return record(new Primitive.AddNumber(number), operand);
  }

  @Override
  public Node multiply(Node operand, float number) {
    return record(new Primitive.MultiplyNumber(number), operand);
  }

  @Override
  public Node square(Node operand) {
    return record(Unary.SQUARE, operand);
  }

  @Override
  public Node sqrt(Node operand) {
    return record(Unary.SQRT, operand);
  }

  @Override
  public Node exp(Node operand) {
    return record(Unary.EXP, operand);
  }

  @Override
  public Node log(Node operand) {
    return record(Unary.LOG, operand);
  }

  @Override
  public Node abs(Node operand) {
    return record(Unary.ABS, operand);
  }

  @Override
  public Node relu(Node operand) {
    return record(Unary.RELU, operand);
  }

  @Override
  public Node leakyRelu(Node operand, float slope) {
    return record(new Primitive.LeakyRelu(slope), operand);
  }

  @Override
  public Node sin(Node operand) {
    return record(Unary.SIN, operand);
  }

  @Override
  public Node tanh(Node operand) {
    return record(Unary.TANH, operand);
  }

  @Override
  public Node sigmoid(Node operand) {
    return record(Unary.SIGMOID, operand);
  }

  @Override
  public Node softplus(Node operand) {
    return record(Unary.SOFTPLUS, operand);
  }

  @Override
  public Node positiveMask(Node operand) {
    return record(Unary.POSITIVE_MASK, operand);
  }

  @Override
  public Node stopGradient(Node operand) {
    return record(Unary.STOP_GRADIENT, operand);
  }

  @Override
  public Node filled(Node beside, Shape shape, float number) {
    return leaf(new Leaf.Filled(shape, number));
  }

  @Override
  public Node sum(Node operand, int[] axes) {
    return record(new Primitive.Sum(IntLists.list(axes)), operand);
  }

  @Override
  public Node mean(Node operand, int[] axes) {
    return record(new Primitive.Mean(IntLists.list(axes)), operand);
  }

  @Override
  public Node reshape(Node operand, Shape shape) {
    return record(new Primitive.Reshape(shape), operand);
  }

  @Override
  public Node permute(Node operand, int[] order) {
    return record(new Primitive.Permute(IntLists.list(order)), operand);
  }

  @Override
  public Node broadcastTo(Node operand, Shape shape) {
    return record(new Primitive.BroadcastTo(shape), operand);
  }

  @Override
  public Node concat(List<Node> operands, int axis) {
    return record(new Primitive.Concat(axis), operands.toArray(Node[]::new));
  }

  @Override
  public Node slice(Node operand, int axis, int from, int to) {
    return record(new Primitive.Slice(axis, from, to), operand);
  }

  @Override
  public Node pad(Node operand, int axis, int before, int after) {
    return record(new Primitive.Pad(axis, before, after), operand);
  }

  @Override
  public Node matMul(Node left, Node right) {
    return record(new Primitive.MatMul(), left, right);
  }

  @Override
  public Node conv2d(Node input, Node weight, int stride, int padding) {
    return record(new ConvolutionPrimitive.Forward(stride, padding), input, weight);
  }

  @Override
  public Node conv2d(Node input, Node weight, Node bias, int stride, int padding) {
    return record(new ConvolutionPrimitive.Forward(stride, padding), input, weight, bias);
  }

  @Override
  public Node convTranspose2d(Node input, Node weight, int stride, int padding) {
    return record(new ConvolutionPrimitive.Transposed(stride, padding), input, weight);
  }

  @Override
  public Node conv2dWeight(
      Node input, Node gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    return record(
        new ConvolutionPrimitive.Weight(kernelHeight, kernelWidth, stride, padding),
        input,
        gradient);
  }

  @Override
  public Node avgPool2d(Node input, int size) {
    return record(new Primitive.AvgPool(size), input);
  }

  @Override
  public Node upsampleNearest(Node input, int factor) {
    return record(new Primitive.Upsample(factor), input);
  }
}
