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
  static int bytes(List<OnnxNode> nodes, int floats) {
    int least = added(nodes, new OnnxNode.Constant(HostArray.scalar(0)));
    int most = added(nodes, new OnnxNode.Constant(HostArray.scalar(255)));
    int half = added(nodes, new OnnxNode.Constant(HostArray.scalar(0.5f)));
    int limited = added(nodes, OnnxNode.Operation.of("Clip", floats, least, most));
    int moved = added(nodes, OnnxNode.Operation.of("Add", limited, half));
    return cast(nodes, moved, DataType.UINT8);
  }

  /** Looks up the numbers beside the vector nearest to each of [rows, entries] floats. */
  static int nearest(List<OnnxNode> nodes, int floats, ModelOutput.Nearest table) {
    Shape vectors = table.vectors().shape();
    List<Extent> apart = List.of(new Extent(1, 0), Extent.of(1), Extent.of(vectors.dimension(1)));
    int single =
        added(nodes, new OnnxNode.Operation("Reshape", List.of(floats), List.of(apart), Map.of()));
    int choices = added(nodes, new OnnxNode.Constant(table.vectors()));
    int difference = added(nodes, OnnxNode.Operation.of("Sub", single, choices));
    int squares = added(nodes, OnnxNode.Operation.of("Mul", difference, difference));
    int distances =
        added(
            nodes,
            new OnnxNode.Operation(
                "ReduceSum",
                List.of(squares),
                List.of(List.of(Extent.of(2))),
                Map.of("keepdims", 0L)));
    int nearest =
        added(
            nodes,
            OnnxNode.Operation.of("ArgMin", distances).with(Map.of("axis", 1L, "keepdims", 0L)));
    int numbers = added(nodes, new OnnxNode.Constant(table.numbers()));
    return cast(
        nodes, added(nodes, OnnxNode.Operation.of("Gather", numbers, nearest)), DataType.INT64);
  }

  private static int cast(List<OnnxNode> nodes, int node, DataType type) {
    return added(
        nodes, OnnxNode.Operation.of("Cast", node).with(Map.of("to", (long) type.getNumber())));
  }

  private static int added(List<OnnxNode> nodes, OnnxNode node) {
    nodes.add(node);
    return nodes.size() - 1;
  }
}
