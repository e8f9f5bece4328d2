package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;

/**
 * A program to be written as an ONNX model (opset 17, IR version 8) that takes any number of rows.
 *
 * <p>The program is recorded with several numbers of rows; what differs between the recordings
 * becomes a size that follows the rows. Whatever depends on no input is computed ahead.
 *
 * @param name what the graph is called
 * @param rows what the number of rows is called in the model's shapes, such as {@code batch}
 * @param program the program for a number of rows
 * @param inputs the model's inputs; together they give every input of the program
 * @param outputs the model's outputs, from those of the program
 * @param description what the model does, in words
 * @param metadata further properties of the model
 */
public record OnnxExport(
    String name,
    String rows,
    IntFunction<ProgramDefinition> program,
    List<ModelInput> inputs,
    List<ModelOutput> outputs,
    String description,
    Map<String, String> metadata) {
  private static final String PRODUCER = "CocoGAN for Java";
  private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 20);

  /** Copies the collections, keeping their order. */
  public OnnxExport {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    metadata = new LinkedHashMap<>(metadata);
  }

  /**
   * The bytes of the model's file.
   *
   * @param variables the values that the program reads
   * @param threads processor threads for what is computed ahead
   * @throws IllegalArgumentException if the program cannot be a model: it lacks an input or output
   *     that the model needs, its operations depend on the number of rows, or it exceeds the 2 GiB
   *     an ONNX file can have
   */
  public byte[] model(Variables variables, int threads) {
    Graph graph =
        AnyRows.of(
            program.apply(1).name(),
            count -> Recording.ofOutputs(program.apply(count), variables::shape));
    Map<String, HostArray> values = new LinkedHashMap<>();
    graph.variables().forEach(variable -> values.put(variable, variables.get(variable)));
    graph = wanted(graph.withVariables(values));
    for (ModelInput input : inputs) {
      graph = withInput(graph, input);
    }
    ModelProto.Builder model =
        GraphWriter.model(limited(Optimization.of(graph, threads)), name, rows);
    model.setProducerName(PRODUCER).setDocString(description);
    explain(model.getGraphBuilder());
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private Graph wanted(Graph graph) {
    List<OnnxNode> nodes = new ArrayList<>(graph.nodes());
    Map<String, Graph.Output> chosen = new LinkedHashMap<>();
    for (ModelOutput wanted : outputs) {
      String from =
          wanted instanceof ModelOutput.Nearest nearest ? nearest.programOutput() : wanted.name();
      Graph.Output output = graph.outputs().get(from);
      if (output == null) {
        throw new IllegalArgumentException(
            "the program has no output " + from + "; it has " + graph.outputs().keySet());
      }
      chosen.put(wanted.name(), converted(nodes, wanted, output));
    }
    return new Graph(nodes, chosen);
  }

  private static Graph.Output converted(
      List<OnnxNode> nodes, ModelOutput wanted, Graph.Output output) {
    if (wanted instanceof ModelOutput.Nearest nearest) {
      List<Extent> shape =
          List.of(new Extent(1, 0), Extent.of(nearest.numbers().shape().dimension(1)));
      int numbers = Conversions.nearest(nodes, output.node(), nearest);
      return new Graph.Output(numbers, Optional.of(shape), DataType.INT64);
    }
    if (wanted instanceof ModelOutput.Values values && values.bytes()) {
      int bytes = Conversions.bytes(nodes, output.node());
      return new Graph.Output(bytes, output.shape(), DataType.UINT8);
    }
    return output;
  }

  private Graph withInput(Graph graph, ModelInput input) {
    String read = input instanceof ModelInput.Lookup lookup ? lookup.programInput() : input.name();
    OptionalInt number = graph.input(read);
    if (number.isEmpty()) {
      throw new IllegalArgumentException(
          "the program reads no input " + read + ", so the model cannot take one");
    }
    if (!(input instanceof ModelInput.Lookup lookup)) {
      return graph;
    }
    int axes = lookup.table().shape().rank() - 1;
    List<OnnxNode> first =
        List.of(
            new OnnxNode.Constant(lookup.table()),
            new OnnxNode.Input(
                lookup.name(), List.of(new Extent(1, 0), Extent.of(axes)), DataType.INT64));
    return graph
        .behind(first)
        .replacing(
            Map.of(number.getAsInt() + first.size(), OnnxNode.Operation.of("GatherND", 0, 1)));
  }

  private static Graph limited(Graph graph) {
    long bytes = 0;
    for (int number : graph.reachable()) {
      if (graph.nodes().get(number) instanceof OnnxNode.Constant constant) {
        bytes += (long) Float.BYTES * constant.value().values().length;
      }
    }
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "its weights take " + bytes + " bytes, and an ONNX file holds 2 GiB at most");
    }
    return graph;
  }

  /** Puts inputs into the order of the request and the meanings beside the names. */
  private void explain(GraphProto.Builder graph) {
    List<ValueInfoProto> given = graph.getInputList();
    graph.clearInput();
    for (ModelInput input : inputs) {
      given.stream()
          .filter(value -> value.getName().equals(input.name()))
          .forEach(value -> graph.addInput(value.toBuilder().setDocString(input.meaning())));
    }
    for (int i = 0; i < outputs.size(); i++) {
      graph.getOutputBuilder(i).setDocString(outputs.get(i).meaning());
    }
  }
}
