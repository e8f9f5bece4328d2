package org.cocogan.backend.dl4j;

import java.util.Arrays;
import java.util.List;
import org.cocogan.tensor.Shape;

/**
 * Convolutions of [n, c, h, w] and the maps that are their transposes.
 *
 * <p>The weight [a, b, kh, kw] leads from b channels to a in a convolution and from a to b in its
 * transpose. ND4J's backward operations want it and give its gradient as [kh, kw, b, a], which is
 * another view of the same memory.
 */
final class Convolutions {
  private static final int[] BACKWARD_ORDER = {2, 3, 1, 0};
  private static final int[] FORWARD_ORDER = {3, 2, 0, 1};
  private static final int[] OUTSIDE_CHANNELS = {0, 2, 3};

  /** The weights of a forward and of a backward operation, as ND4J numbers their orders. */
  private static final int FORWARD = 1;

  private static final int BACKWARD = 0;

  private final Graph graph;
  private final GraphOperations operations;

  Convolutions(Graph graph, GraphOperations operations) {
    this.graph = graph;
    this.operations = operations;
  }

  Node convolution(Node input, Node weight, int stride, int padding) {
    return graph.apply(
        operation("conv2d", 1, weight, stride, padding, FORWARD),
        convolved(input.shape(), weight.shape(), stride, padding),
        List.of(input, weight),
        (gradient, to) -> differentiate(input, weight, gradient, stride, padding, to));
  }

  Node convolution(Node input, Node weight, Node bias, int stride, int padding) {
    return graph.apply(
        operation("conv2d", 1, weight, stride, padding, FORWARD),
        convolved(input.shape(), weight.shape(), stride, padding),
        List.of(input, weight, bias),
        (gradient, to) -> {
          differentiate(input, weight, gradient, stride, padding, to);
          to.add(
              bias,
              () -> operations.reshape(operations.sum(gradient, OUTSIDE_CHANNELS), bias.shape()));
        });
  }

  private void differentiate(
      Node input, Node weight, Node gradient, int stride, int padding, Gradients to) {
    if (to.wants(weight) || !isExact(input.shape(), weight.shape(), stride, padding)) {
      backward("conv2d_bp", input, weight, gradient, stride, padding, to);
    } else {
      to.add(input, () -> transposed(gradient, weight, stride, padding));
    }
  }

  Node transposed(Node input, Node weight, int stride, int padding) {
    Node value =
        graph.apply(
            operation("deconv2d", 1, weight, stride, padding, BACKWARD),
            spread(input.shape(), weight.shape(), stride, padding),
            List.of(input, backwardView(weight)),
            Node.Rule.STOP);
    return graph.differentiated(
        value,
        List.of(input, weight),
        (gradient, to) -> {
          if (to.wants(weight)) {
            backward("deconv2d_bp", input, weight, gradient, stride, padding, to);
          } else {
            to.add(input, () -> convolution(gradient, weight, stride, padding));
          }
        });
  }

  /** The gradient of a convolution for its weight, which is linear in both operands again. */
  Node weight(Node input, Node gradient, Shape weight, int stride, int padding) {
    // Of the weight, the operation only reads the shape; the input's gradient is not wanted.
    Node any = graph.filled(weight, 0);
    List<Node> results =
        graph.apply(
            operation("conv2d_bp", 2, any, stride, padding, BACKWARD)
                .laidOut(1, backwardStrides(weight)),
            List.of(input.shape(), Shapes.permuted(weight, BACKWARD_ORDER)),
            List.of(input, backwardView(any), gradient),
            Node.Rule.STOP);
    return graph.differentiated(
        forwardView(results.get(1), weight),
        List.of(input, gradient),
        (passed, to) -> {
          if (to.wants(input)) {
            backward("conv2d_bp", input, passed, gradient, stride, padding, to);
          }
          to.add(gradient, () -> convolution(input, passed, stride, padding));
        });
  }

  /** Computes both gradients at once, because ND4J computes neither alone. */
  private void backward(
      String name, Node input, Node weight, Node gradient, int stride, int padding, Gradients to) {
    List<Node> results =
        graph.apply(
            operation(name, 2, weight, stride, padding, BACKWARD)
                .laidOut(1, backwardStrides(weight.shape())),
            List.of(input.shape(), Shapes.permuted(weight.shape(), BACKWARD_ORDER)),
            List.of(input, backwardView(weight), gradient),
            Node.Rule.STOP);
    to.add(input, () -> results.get(0));
    to.add(weight, () -> forwardView(results.get(1), weight.shape()));
  }

  private Node backwardView(Node weight) {
    return graph.apply(
        NativeOperation.view("permute", 0, backwardStrides(weight.shape()))
            .integers(Shapes.longs(BACKWARD_ORDER)),
        Shapes.permuted(weight.shape(), BACKWARD_ORDER),
        List.of(weight),
        Node.Rule.STOP);
  }

  private Node forwardView(Node gradient, Shape weight) {
    return graph.apply(
        NativeOperation.view("permute", 0, Shapes.strides(weight))
            .integers(Shapes.longs(FORWARD_ORDER)),
        weight,
        List.of(gradient),
        Node.Rule.STOP);
  }

  /** The strides of a row-major weight with its axes in the order of backward operations. */
  private static long[] backwardStrides(Shape weight) {
    long[] strides = Shapes.strides(weight);
    return Arrays.stream(BACKWARD_ORDER).mapToLong(axis -> strides[axis]).toArray();
  }

  private static NativeOperation operation(
      String name, int outputs, Node weight, int stride, int padding, int order) {
    int height = weight.shape().dimension(2);
    int width = weight.shape().dimension(3);
    return NativeOperation.of(name, outputs)
        .integers(height, width, stride, stride, padding, padding, 1, 1)
        // Padding as given, channels before pixels.
        .integers(0, 0, order);
  }

  private static Shape convolved(Shape input, Shape weight, int stride, int padding) {
    return Shape.of(
        input.dimension(0),
        weight.dimension(0),
        (input.dimension(2) + 2 * padding - weight.dimension(2)) / stride + 1,
        (input.dimension(3) + 2 * padding - weight.dimension(3)) / stride + 1);
  }

  private static Shape spread(Shape input, Shape weight, int stride, int padding) {
    return Shape.of(
        input.dimension(0),
        weight.dimension(1),
        (input.dimension(2) - 1) * stride - 2 * padding + weight.dimension(2),
        (input.dimension(3) - 1) * stride - 2 * padding + weight.dimension(3));
  }

  /** Whether the transposed convolution of the result has the shape of the input again. */
  private static boolean isExact(Shape input, Shape weight, int stride, int padding) {
    return spread(convolved(input, weight, stride, padding), weight, stride, padding)
        .with(1, input.dimension(1))
        .equals(input);
  }
}
