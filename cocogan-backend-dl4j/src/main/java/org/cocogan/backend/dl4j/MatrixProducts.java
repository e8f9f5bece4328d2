package org.cocogan.backend.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.Shape;

/** Products of matrices; a factor that is the transpose of another is never written out. */
final class MatrixProducts {
  private final Graph graph;

  /** Transposes, and what they are transposes of. */
  private final Map<Node, Node> transposed = new HashMap<>();

  MatrixProducts(Graph graph) {
    this.graph = graph;
  }

  /** Tells that one matrix is the transpose of another. */
  void knowTranspose(Node transpose, Node matrix) {
    transposed.put(transpose, matrix);
  }

  Node product(Node left, Node right) {
    return product(Factor.of(left, transposed), Factor.of(right, transposed));
  }

  /** A matrix or its transpose. */
  private record Factor(Node matrix, boolean transposed) {
    static Factor of(Node matrix, Map<Node, Node> transposed) {
      Node original = transposed.get(matrix);
      return original == null ? new Factor(matrix, false) : new Factor(original, true);
    }

    Factor transpose() {
      return new Factor(matrix, !transposed);
    }

    int rows() {
      return matrix.shape().dimension(transposed ? 1 : 0);
    }

    int columns() {
      return matrix.shape().dimension(transposed ? 0 : 1);
    }
  }

  private Node product(Factor left, Factor right) {
    return graph.apply(
        NativeOperation.of("matmul")
            .integers(left.transposed() ? 1 : 0, right.transposed() ? 1 : 0, 0),
        Shape.of(left.rows(), right.columns()),
        List.of(left.matrix(), right.matrix()),
        (gradient, to) -> {
          Factor product = new Factor(gradient, false);
          to.add(
              left.matrix(),
              () ->
                  left.transposed()
                      ? product(right, product.transpose())
                      : product(product, right.transpose()));
          to.add(
              right.matrix(),
              () ->
                  right.transposed()
                      ? product(product.transpose(), left)
                      : product(left.transpose(), product));
        });
  }
}
