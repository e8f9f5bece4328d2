package org.cocogan.eval.network;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes models of a layer or two, whose features are known without computing. */
final class TinyModel {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");

  /** A model with an input; a negative size is one that the caller chooses. */
  TinyModel(long... input) {
    graph.addInput(value("images", input));
  }

  /** A layer of one input and one output. */
  TinyModel layer(String operator, String from, String to, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addInput(from)
            .addOutput(to)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  /** A layer that adds a number that stands in another file. */
  TinyModel addingExternal(String from, String to, String location) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName("number")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(location)));
    graph.addNode(
        NodeProto.newBuilder().setOpType("Add").addInput(from).addInput("number").addOutput(to));
    return this;
  }

  TinyModel output(String name) {
    graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(type(-1, -1)));
    return this;
  }

  /** The means of each channel, one after the other: what most of these models give. */
  TinyModel means(String to, boolean channelsFirst) {
    AttributeProto axes =
        AttributeProto.newBuilder()
            .setName("axes")
            .setType(AttributeProto.AttributeType.INTS)
            .addInts(channelsFirst ? 2 : 1)
            .addInts(channelsFirst ? 3 : 2)
            .build();
    AttributeProto dropped =
        AttributeProto.newBuilder()
            .setName("keepdims")
            .setType(AttributeProto.AttributeType.INT)
            .setI(0)
            .build();
    return layer("ReduceMean", "images", to, axes, dropped);
  }

  Path write(Path file) throws IOException {
    return Files.write(
        file,
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .setGraph(graph)
            .build()
            .toByteArray());
  }

  /** A file of external data with one number. */
  static void writeNumber(Path file, float number) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(number);
    Files.write(file, ByteString.copyFrom(bytes.flip()).toByteArray());
  }

  private static ValueInfoProto value(String name, long... sizes) {
    return ValueInfoProto.newBuilder().setName(name).setType(type(sizes)).build();
  }

  private static TypeProto type(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < sizes.length; axis++) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          sizes[axis] < 0
              ? dimension.setDimParam("any" + axis)
              : dimension.setDimValue(sizes[axis]));
    }
    return TypeProto.newBuilder()
        .setTensorType(
            TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape))
        .build();
  }
}
