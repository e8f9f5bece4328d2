package org.cocogan.backend.dl4j;

import java.util.List;
import org.cocogan.tensor.Shape;

/**
 * Squares of pixels averaged to one, and pixels repeated to squares; each differentiates the other.
 */
final class Resampling {
  private final Graph graph;
  private final GraphOperations operations;

  Resampling(Graph graph, GraphOperations operations) {
    this.graph = graph;
    this.operations = operations;
  }

  /** The mean of each square of size x size pixels. */
  Node averaged(Node input, int size) {
    if (size == 1) {
      return input;
    }
    Shape shape = input.shape();
    return graph.apply(
        NativeOperation.of("avgpool2d").integers(size, size, size, size, 0, 0, 1, 1, 0, 1, 0),
        shape.with(2, shape.dimension(2) / size).with(3, shape.dimension(3) / size),
        List.of(input),
        (gradient, to) ->
            to.add(input, () -> repeated(operations.multiply(gradient, 1f / (size * size)), size)));
  }

  /** Each pixel as a square of factor x factor pixels. */
  Node repeated(Node input, int factor) {
    if (factor == 1) {
      return input;
    }
    Shape shape = input.shape();
    return graph.apply(
        NativeOperation.of("upsampling2d").integers(factor, factor, 1),
        shape.with(2, shape.dimension(2) * factor).with(3, shape.dimension(3) * factor),
        List.of(input),
        (gradient, to) ->
            to.add(input, () -> operations.multiply(averaged(gradient, factor), factor * factor)));
  }
}
