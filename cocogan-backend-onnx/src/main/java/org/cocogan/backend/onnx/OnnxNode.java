package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.HostArray;

/** A value of a graph, as an input, a variable, a constant or the result of an operation. */
sealed interface OnnxNode {
  /**
   * A value that each run is given.
   *
   * @param shape its sizes
   * @param type of its elements: floats or 64-bit whole numbers
   */
  record Input(String name, List<Extent> shape, DataType type) implements OnnxNode {}

  /** The value of a variable. */
  record Variable(String name) implements OnnxNode {}

  /** A value that never changes. */
  record Constant(HostArray value) implements OnnxNode {}

  /**
   * An operation of ONNX.
   *
   * @param operator its name in ONNX
   * @param operands numbers of the nodes it reads; -1 stands for an operand left out
   * @param sizes further operands, of whole numbers
   * @param attributes a Long, Float, String, list of Longs, or HostArray each
   */
  record Operation(
      String operator,
      List<Integer> operands,
      List<List<Extent>> sizes,
      Map<String, Object> attributes)
      implements OnnxNode {
    public Operation {
      operands = List.copyOf(operands);
      sizes = List.copyOf(sizes);
      attributes = Map.copyOf(attributes);
    }

    static Operation of(String operator, Integer... operands) {
      return new Operation(operator, List.of(operands), List.of(), Map.of());
    }

    Operation with(Map<String, Object> others) {
      return new Operation(operator, operands, sizes, others);
    }

    Operation shifted(int by) {
      List<Integer> moved =
          operands.stream().map(operand -> operand < 0 ? operand : operand + by).toList();
      return new Operation(operator, moved, sizes, attributes);
    }

    Operation withSizes(List<List<Extent>> others) {
      return new Operation(operator, operands, others, attributes);
    }
  }
}
