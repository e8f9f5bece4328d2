package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.cocogan.tensor.HostArray;

/**
 * A program as numbered nodes, each of which reads only nodes before it.
 *
 * @param nodes all nodes
 * @param outputs what is wanted of them, by name
 */
record Graph(List<OnnxNode> nodes, Map<String, Output> outputs) {
  /**
   * A value that is wanted.
   *
   * @param node its number
   * @param shape its sizes; empty if they need not be told
   * @param type of its elements: floats, bytes or 64-bit whole numbers
   */
  record Output(int node, Optional<List<Extent>> shape, DataType type) {}

  Graph {
    nodes = List.copyOf(nodes);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** The numbers of the nodes that the outputs depend on, in order. */
  List<Integer> reachable() {
    TreeSet<Integer> reached = new TreeSet<>();
    TreeSet<Integer> open = new TreeSet<>();
    outputs.values().forEach(output -> open.add(output.node()));
    for (Integer next = open.pollLast(); next != null; next = open.pollLast()) {
      reached.add(next);
      if (nodes.get(next) instanceof OnnxNode.Operation operation) {
        operation.operands().stream().filter(operand -> operand >= 0).forEach(open::add);
      }
    }
    return List.copyOf(reached);
  }

  /** The names of the variables that the outputs depend on. */
  List<String> variables() {
    List<String> names = new ArrayList<>();
    for (int number : reachable()) {
      if (nodes.get(number) instanceof OnnxNode.Variable variable
          && !names.contains(variable.name())) {
        names.add(variable.name());
      }
    }
    return names;
  }

  /** The same with other nodes in the place of some. */
  Graph replacing(Map<Integer, ? extends OnnxNode> replacements) {
    List<OnnxNode> replaced = new ArrayList<>(nodes);
    replacements.forEach(replaced::set);
    return new Graph(replaced, outputs);
  }

  /** The same behind other nodes, so that all numbers grow by theirs. */
  Graph behind(List<OnnxNode> first) {
    List<OnnxNode> all = new ArrayList<>(first);
    for (OnnxNode node : nodes) {
      all.add(
          node instanceof OnnxNode.Operation operation ? operation.shifted(first.size()) : node);
    }
    Map<String, Output> shifted = new LinkedHashMap<>();
    outputs.forEach(
        (name, output) ->
            shifted.put(
                name, new Output(output.node() + first.size(), output.shape(), output.type())));
    return new Graph(all, shifted);
  }

  /** The number of the input of that name. */
  OptionalInt input(String name) {
    for (int number = 0; number < nodes.size(); number++) {
      if (nodes.get(number) instanceof OnnxNode.Input input && input.name().equals(name)) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }

  /** The same with values in the place of its variables. */
  Graph withVariables(Map<String, HostArray> values) {
    Map<Integer, OnnxNode> replacements = new LinkedHashMap<>();
    for (int number : reachable()) {
      if (nodes.get(number) instanceof OnnxNode.Variable variable) {
        HostArray value = values.get(variable.name());
        if (value == null) {
          throw new IllegalStateException("no value for variable " + variable.name());
        }
        replacements.put(number, new OnnxNode.Constant(value));
      }
    }
    return replacing(replacements);
  }
}
