package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A SameDiff graph that is a pure function of its placeholders: inputs, variables and constants.
 */
final class Graph {
  private final SameDiff symbols = SameDiff.create();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, HostArray> constants = new LinkedHashMap<>();
  private final Map<String, Node> filled = new LinkedHashMap<>();

  /** A value that is given when the graph runs. */
  Node placeholder(String name, Shape shape) {
    return add(
        symbols.placeHolder(name, DataType.FLOAT, Shapes.longs(shape)),
        shape,
        List.of(),
        Node.Rule.STOP);
  }

  /** A value that never changes. */
  Node constant(HostArray value) {
    Node node = placeholder("constant/" + constants.size(), value.shape());
    constants.put(node.name(), value);
    return node;
  }

  /** An array that has one value everywhere, the same node whenever it is asked for. */
  Node filled(Shape shape, float value) {
    return filled.computeIfAbsent(
        value + " of " + shape, missing -> constant(HostArray.filled(shape, value)));
  }

  /** The values of the constants, by the names of their nodes. */
  Map<String, HostArray> constants() {
    return Collections.unmodifiableMap(constants);
  }

  /** What a native operation with one result computes. */
  Node apply(NativeOperation operation, Shape shape, List<Node> operands, Node.Rule rule) {
    return apply(operation, List.of(shape), operands, rule).get(0);
  }

  /** What a native operation computes. */
  List<Node> apply(
      NativeOperation operation, List<Shape> shapes, List<Node> operands, Node.Rule rule) {
    SDVariable[] results =
        operation.in(symbols, operands.stream().map(Node::symbol).toArray(SDVariable[]::new));
    List<Node> added = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      added.add(add(results[i], shapes.get(i), operands, rule));
    }
    return added;
  }

  /** Gives a symbol that SameDiff made from operands a place in the graph. */
  Node add(SDVariable symbol, Shape shape, List<Node> operands, Node.Rule rule) {
    Node node = new Node(symbol, shape, operands, rule);
    nodes.add(node);
    return node;
  }

  /** The same value with a rule of its own in place of those of what computes it. */
  Node differentiated(Node value, List<Node> operands, Node.Rule rule) {
    return add(value.symbol(), value.shape(), operands, rule);
  }

  /** The nodes, each after its operands. */
  List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  SameDiff symbols() {
    return symbols;
  }
}
