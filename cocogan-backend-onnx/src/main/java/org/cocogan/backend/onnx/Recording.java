package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cocogan.backend.onnx.Graph.Output;
import org.cocogan.graph.Leaf;
import org.cocogan.graph.Lifetimes;
import org.cocogan.graph.Primitive;
import org.cocogan.graph.RecordedProgram;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;

/** Translates what a program computes to nodes of ONNX. */
final class Recording {
  private final OnnxRecorder recorder = new OnnxRecorder();
  private final Map<org.cocogan.graph.Node, Integer> numbers = new HashMap<>();

  private Recording() {}

  /**
   * The graph of a program's outputs, with every input that the program declares: a model takes
   * those that nothing depends on, too.
   *
   * @param variables the shape of a variable; throws for one that is not there
   */
  static Graph ofOutputs(ProgramDefinition definition, Function<String, Shape> variables) {
    Recording recording = new Recording();
    Graph graph = recording.graph(new RecordedProgram(definition, variables).outputs());
    List<OnnxNode> unread =
        definition.inputs().entrySet().stream()
            .filter(input -> graph.input(input.getKey()).isEmpty())
            .map(input -> input(input.getKey(), input.getValue()))
            .toList();
    return unread.isEmpty() ? graph : graph.behind(unread);
  }

  /** The graph of a program's outputs and of the state it carries, their names prefixed. */
  static Graph ofEverything(
      ProgramDefinition definition,
      Function<String, Shape> variables,
      String outputPrefix,
      String statePrefix) {
    RecordedProgram program = new RecordedProgram(definition, variables);
    Map<String, org.cocogan.graph.Node> wanted = new LinkedHashMap<>();
    program.outputs().forEach((name, node) -> wanted.put(outputPrefix + name, node));
    program.state().forEach((name, node) -> wanted.put(statePrefix + name, node));
    return new Recording().graph(wanted);
  }

  private Graph graph(Map<String, org.cocogan.graph.Node> wanted) {
    for (org.cocogan.graph.Node node : Lifetimes.of(wanted.values()).nodes()) {
      numbers.put(node, translated(node));
    }
    Map<String, Output> outputs = new LinkedHashMap<>();
    wanted.forEach(
        (name, node) ->
            outputs.put(
                name,
                new Output(number(node), Optional.of(extents(node.shape())), DataType.FLOAT)));
    return new Graph(recorder.nodes(), outputs);
  }

  private Integer translated(org.cocogan.graph.Node node) {
    if (node.operation() instanceof Primitive primitive) {
      return primitive.apply(recorder, node.operands().stream().map(this::number).toList());
    }
    if (node.operation() instanceof Leaf.Input input) {
      return leaf(input(input.name(), input.shape()), node);
    }
    if (node.operation() instanceof Leaf.Variable variable) {
      return leaf(new OnnxNode.Variable(variable.name()), node);
    }
    if (node.operation() instanceof Leaf.Constant constant) {
      return leaf(new OnnxNode.Constant(constant.value()), node);
    }
    if (node.operation() instanceof Leaf.Filled filled) {
      return recorder.filled(filled.shape(), filled.number());
    }
    throw new IllegalStateException("a program has no node " + node);
  }

  private static OnnxNode input(String name, Shape shape) {
    return new OnnxNode.Input(name, extents(shape), DataType.FLOAT);
  }

  private Integer leaf(OnnxNode leaf, org.cocogan.graph.Node node) {
    return recorder.record(leaf, node.shape().rank());
  }

  private Integer number(org.cocogan.graph.Node node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalStateException("node " + node + " is read before it is translated");
    }
    return number;
  }

  private static List<Extent> extents(Shape shape) {
    return Extent.of(shape.dimensions());
  }
}
