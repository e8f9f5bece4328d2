package org.cocogan.eval.network;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;

/** Builds an ONNX model (opset 17, IR version 8) of the layers that convolutional networks have. */
final class OnnxGraph {
  private static final long IR_VERSION = 8;
  private static final long OPSET = 17;
  private static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  OnnxGraph(String name) {
    graph.setName(name);
  }

  /**
   * An input of floats for any number of images.
   *
   * @param sizes of one of them
   */
  String input(String name, long... sizes) {
    graph.addInput(value(name, sizes));
    return name;
  }

  /**
   * An output of floats.
   *
   * @param sizes of one image's part
   */
  void output(String name, long... sizes) {
    graph.addOutput(value(name, sizes));
  }

  /** Values that never change. */
  String constant(String name, HostArray array) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(array.values().length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(array.values());
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    for (int size : array.shape().dimensions()) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** A layer with one output, which is called as the layer. */
  String node(String operator, String name, List<String> inputs, Map<String, ?> attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name);
    new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
    graph.addNode(node);
    return name;
  }

  private static AttributeProto attribute(String key, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(key);
    if (value instanceof long[] numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      LongStream.of(numbers).forEach(attribute::addInts);
    } else if (value instanceof Long number) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(number);
    } else {
      throw new IllegalArgumentException("no attribute is made of " + value);
    }
    return attribute.build();
  }

  private static ValueInfoProto value(String name, long... sizes) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  /** The model's file: equal layers give equal bytes. */
  byte[] toBytes(String producer) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName(producer)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }
}
