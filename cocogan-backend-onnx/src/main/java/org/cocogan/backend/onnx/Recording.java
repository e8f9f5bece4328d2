package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Calls a program's function once to see which operations it consists of. */
final class Recording implements ProgramScope {
  private final ProgramDefinition definition;
  private final Function<String, Shape> variables;
  private final Recorder recorder = new Recorder();
  private final Map<String, Integer> known = new LinkedHashMap<>();

  private Recording(ProgramDefinition definition, Function<String, Shape> variables) {
    this.definition = definition;
    this.variables = variables;
  }

  /**
   * The graph of a program's outputs.
   *
   * @param variables the shape of a variable; throws for one that is not there
   */
  static Graph ofOutputs(ProgramDefinition definition, Function<String, Shape> variables) {
    Recording recording = new Recording(definition, variables);
    return recording.graph(definition.function().compute(recording).outputs());
  }

  /** The graph of a program's outputs and of the state it carries, their names prefixed. */
  static Graph ofEverything(
      ProgramDefinition definition,
      Function<String, Shape> variables,
      String outputPrefix,
      String statePrefix) {
    Recording recording = new Recording(definition, variables);
    ProgramResult result = definition.function().compute(recording);
    Map<String, Tensor> wanted = new LinkedHashMap<>();
    result.outputs().forEach((name, tensor) -> wanted.put(outputPrefix + name, tensor));
    result.state().forEach((name, tensor) -> wanted.put(statePrefix + name, tensor));
    return recording.graph(wanted);
  }

  private Graph graph(Map<String, Tensor> wanted) {
    Map<String, Graph.Output> outputs = new LinkedHashMap<>();
    wanted.forEach(
        (name, tensor) ->
            outputs.put(
                name,
                new Graph.Output(
                    tensor.handleIn(recorder),
                    Optional.of(Extent.of(tensor.shape().dimensions())),
                    DataType.FLOAT)));
    return new Graph(recorder.nodes(), outputs);
  }

  @Override
  public Tensor input(String name) {
    Shape shape = definition.inputs().get(name);
    if (shape == null) {
      throw new IllegalArgumentException(
          "program " + definition.name() + " declares no input " + name);
    }
    List<Extent> extents = Extent.of(shape.dimensions());
    return leaf("input " + name, new Node.Input(name, extents, DataType.FLOAT), shape);
  }

  @Override
  public Tensor variable(String name) {
    return leaf("variable " + name, new Node.Variable(name), variables.apply(name));
  }

  @Override
  public Tensor constant(HostArray value) {
    HostArray copy =
        new HostArray(value.shape(), Arrays.copyOf(value.values(), value.values().length));
    Integer node = recorder.record(new Node.Constant(copy), copy.shape().rank());
    return Tensor.of(recorder, node, copy.shape());
  }

  private Tensor leaf(String key, Node node, Shape shape) {
    Integer number = known.computeIfAbsent(key, missing -> recorder.record(node, shape.rank()));
    return Tensor.of(recorder, number, shape);
  }
}
