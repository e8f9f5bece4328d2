package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** Adds the nodes that turn floats into whole numbers. */
final class Conversions {
  private Conversions() {}

  /** Rounds to bytes: limited, moved by a half, cut. */
  static int bytes(List<Node> nodes, int floats) {
    int least = added(nodes, new Node.Constant(HostArray.scalar(0)));
    int most = added(nodes, new Node.Constant(HostArray.scalar(255)));
    int half = added(nodes, new Node.Constant(HostArray.scalar(0.5f)));
    int limited = added(nodes, Node.Operation.of("Clip", floats, least, most));
    int moved = added(nodes, Node.Operation.of("Add", limited, half));
    return cast(nodes, moved, DataType.UINT8);
  }

  /** Looks up the numbers beside the vector nearest to each of [rows, entries] floats. */
  static int nearest(List<Node> nodes, int floats, ModelOutput.Nearest table) {
    Shape vectors = table.vectors().shape();
    List<Extent> apart = List.of(new Extent(1, 0), Extent.of(1), Extent.of(vectors.dimension(1)));
    int single =
        added(nodes, new Node.Operation("Reshape", List.of(floats), List.of(apart), Map.of()));
    int choices = added(nodes, new Node.Constant(table.vectors()));
    int difference = added(nodes, Node.Operation.of("Sub", single, choices));
    int squares = added(nodes, Node.Operation.of("Mul", difference, difference));
    int distances =
        added(
            nodes,
            new Node.Operation(
                "ReduceSum",
                List.of(squares),
                List.of(List.of(Extent.of(2))),
                Map.of("keepdims", 0L)));
    int nearest =
        added(
            nodes, Node.Operation.of("ArgMin", distances).with(Map.of("axis", 1L, "keepdims", 0L)));
    int numbers = added(nodes, new Node.Constant(table.numbers()));
    return cast(nodes, added(nodes, Node.Operation.of("Gather", numbers, nearest)), DataType.INT64);
  }

  private static int cast(List<Node> nodes, int node, DataType type) {
    return added(
        nodes, Node.Operation.of("Cast", node).with(Map.of("to", (long) type.getNumber())));
  }

  private static int added(List<Node> nodes, Node node) {
    nodes.add(node);
    return nodes.size() - 1;
  }
}
