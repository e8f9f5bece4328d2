package org.cocogan.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Models of a few nodes, from one input {@code x} [any, 2] to one output {@code y}. */
final class Graphs {
  private Graphs() {}

  /** y = -x. */
  static ModelProto.Builder negation() {
    return model(node("Neg", List.of("x"), "y"));
  }

  /** y = x plus the sum of as many zeros as are asked for. */
  static ModelProto.Builder zeros(long count) {
    ModelProto.Builder model =
        model(
            node("ConstantOfShape", List.of("size"), "zeros"),
            node("ReduceSum", List.of("zeros"), "sum"),
            node("Add", List.of("x", "sum"), "y"));
    model.getGraphBuilder().addInitializer(whole("size", count));
    return model;
  }

  /** y = x, negated as often as is asked for. */
  static ModelProto.Builder loop(long times) {
    GraphProto body =
        GraphProto.newBuilder()
            .setName("body")
            .addInput(value("number", TensorProto.DataType.INT64))
            .addInput(value("going", TensorProto.DataType.BOOL))
            .addInput(value("before", TensorProto.DataType.FLOAT, -1, 2))
            .addNode(node("Identity", List.of("going"), "on"))
            .addNode(node("Neg", List.of("before"), "after"))
            .addOutput(value("on", TensorProto.DataType.BOOL))
            .addOutput(value("after", TensorProto.DataType.FLOAT, -1, 2))
            .build();
    ModelProto.Builder model =
        model(
            node("Loop", List.of("times", "", "x"), "y")
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("body")
                        .setType(AttributeProto.AttributeType.GRAPH)
                        .setG(body)));
    model.getGraphBuilder().addInitializer(whole("times", times).toBuilder().clearDims().build());
    return model;
  }

  /** A function that nobody calls, with a constant in another file. */
  static FunctionProto functionWithData(String location) {
    TensorProto elsewhere =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(location))
            .build();
    return FunctionProto.newBuilder()
        .setName("f")
        .addNode(
            node("Constant", List.of(), "c")
                .addAttribute(AttributeProto.newBuilder().setName("value").setT(elsewhere)))
        .build();
  }

  private static ModelProto.Builder model(NodeProto.Builder... nodes) {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("graph")
            .addInput(value("x", TensorProto.DataType.FLOAT, -1, 2))
            .addOutput(value("y", TensorProto.DataType.FLOAT, -1, 2));
    for (NodeProto.Builder node : nodes) {
      graph.addNode(node);
    }
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey("made").setValue("by hand"))
        .setGraph(graph);
  }

  private static NodeProto.Builder node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
  }

  private static TensorProto whole(String name, long number) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(1)
        .addInt64Data(number)
        .build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(size < 0 ? dimension.setDimParam("rows") : dimension.setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
