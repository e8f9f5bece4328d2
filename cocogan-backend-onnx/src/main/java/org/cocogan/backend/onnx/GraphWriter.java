package org.cocogan.backend.onnx;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;

/** Writes a graph without variables as an ONNX model. */
final class GraphWriter {
  private static final long IR_VERSION = 8;
  private static final long OPSET = 17;

  private final Graph graph;
  private final String rowsName;
  private final GraphProto.Builder builder = GraphProto.newBuilder();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<List<Extent>, String> sizes = new HashMap<>();

  private GraphWriter(Graph graph, String name, String rowsName) {
    this.graph = graph;
    this.rowsName = rowsName;
    builder.setName(name);
  }

  /**
   * The model of a graph.
   *
   * @param name what the graph is called
   * @param rowsName what the size that a caller chooses is called
   * @throws IllegalArgumentException if the graph needs the number of rows, and no input has it as
   *     a size
   */
  static ModelProto.Builder model(Graph graph, String name, String rowsName) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(new GraphWriter(graph, name, rowsName).write());
  }

  private GraphProto write() {
    writeInputs();
    nameOutputs();
    for (int number : graph.reachable()) {
      OnnxNode node = graph.nodes().get(number);
      if (node instanceof OnnxNode.Constant constant) {
        String name = "constant:" + number;
        names.put(number, name);
        builder.addInitializer(floats(name, constant.value()));
      } else if (node instanceof OnnxNode.Operation operation) {
        write(number, operation);
      } else if (node instanceof OnnxNode.Variable variable) {
        throw new IllegalStateException("variable " + variable.name() + " has no value");
      }
    }
    writeOutputs();
    return builder.build();
  }

  /** Writes all inputs, also those that nothing depends on: a caller may give them. */
  private void writeInputs() {
    for (int number = 0; number < graph.nodes().size(); number++) {
      if (graph.nodes().get(number) instanceof OnnxNode.Input input) {
        names.put(number, input.name());
        builder.addInput(value(input.name(), input.type(), Optional.of(input.shape())));
      }
    }
  }

  private void writeOutputs() {
    graph
        .outputs()
        .forEach(
            (name, output) -> {
              String from = name(output.node());
              if (!from.equals(name)) {
                builder.addNode(node("Identity", name, List.of(from)));
              }
              builder.addOutput(value(name, output.type(), output.shape()));
            });
  }

  /** The result of an operation bears the name of the first output that it is. */
  private void nameOutputs() {
    graph
        .outputs()
        .forEach(
            (name, output) -> {
              if (graph.nodes().get(output.node()) instanceof OnnxNode.Operation) {
                names.putIfAbsent(output.node(), name);
              }
            });
  }

  private void write(int number, OnnxNode.Operation operation) {
    List<String> operands = new ArrayList<>();
    for (int operand : operation.operands()) {
      operands.add(operand < 0 ? "" : name(operand));
    }
    for (List<Extent> extents : operation.sizes()) {
      operands.add(sizes(operation.operator(), extents));
    }
    String name =
        names.computeIfAbsent(
            number, missing -> operation.operator().toLowerCase(Locale.ROOT) + ":" + number);
    NodeProto.Builder node = node(operation.operator(), name, operands);
    addAttributes(node, operation.attributes());
    builder.addNode(node);
  }

  private String name(int number) {
    String name = names.get(number);
    if (name == null) {
      throw new IllegalStateException("node " + number + " is read before it is written");
    }
    return name;
  }

  private static NodeProto.Builder node(String operator, String name, List<String> operands) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(operands)
        .addOutput(name);
  }

  /** The name of a tensor that holds the sizes. */
  private String sizes(String operator, List<Extent> extents) {
    long open = extents.stream().filter(extent -> !extent.isFixed()).count();
    if (operator.equals("Reshape") && open == 1) {
      return sizes(
          operator,
          extents.stream().map(extent -> extent.isFixed() ? extent : Extent.of(-1)).toList());
    }
    String known = sizes.get(extents);
    if (known == null) {
      known = open == 0 ? fixedSizes(extents) : openSizes(extents);
      sizes.put(extents, known);
    }
    return known;
  }

  private String fixedSizes(List<Extent> extents) {
    return wholeNumbers(extents.stream().mapToLong(Extent::fixed).toArray());
  }

  private String openSizes(List<Extent> extents) {
    List<String> parts = new ArrayList<>();
    for (Extent extent : extents) {
      parts.add(extent.isFixed() ? wholeNumbers(extent.fixed()) : openSize(extent));
    }
    return parts.size() == 1 ? parts.get(0) : derived("Concat", parts, Map.of("axis", 0L));
  }

  private String openSize(Extent extent) {
    String size = rows();
    if (extent.perRow() != 1) {
      size = derived("Mul", List.of(size, wholeNumbers(extent.perRow())), Map.of());
    }
    return extent.fixed() == 0
        ? size
        : derived("Add", List.of(size, wholeNumbers(extent.fixed())), Map.of());
  }

  /** The number of rows, read off an input. */
  private String rows() {
    return sizes.computeIfAbsent(
        List.of(new Extent(1, 0)),
        missing -> {
          for (OnnxNode node : graph.nodes()) {
            if (node instanceof OnnxNode.Input input) {
              for (int axis = 0; axis < input.shape().size(); axis++) {
                if (input.shape().get(axis).isRows()) {
                  return derived(
                      "Shape",
                      List.of(input.name()),
                      Map.of("start", (long) axis, "end", axis + 1L));
                }
              }
            }
          }
          throw new IllegalArgumentException(
              "no input has the number of rows as a size, and the results depend on it");
        });
  }

  private String derived(String operator, List<String> operands, Map<String, Object> attributes) {
    String name = "size:" + builder.getNodeCount();
    NodeProto.Builder node = node(operator, name, operands);
    addAttributes(node, attributes);
    builder.addNode(node);
    return name;
  }

  /** Adds attributes in the order of their names: that of a map may change from JVM to JVM. */
  private static void addAttributes(NodeProto.Builder node, Map<String, ?> attributes) {
    new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
  }

  private String wholeNumbers(long... numbers) {
    String name = "sizes:" + builder.getInitializerCount();
    builder.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(numbers.length)
            .addAllInt64Data(LongStream.of(numbers).boxed().toList()));
    return name;
  }

  private static TensorProto floats(String name, HostArray value) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(value.values().length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(value.values());
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addAllDims(
            Arrays.stream(value.shape().dimensions()).mapToObj(size -> (long) size).toList())
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Long number) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(number);
    } else if (value instanceof Float number) {
      attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
    } else if (value instanceof String text) {
      attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
    } else if (value instanceof HostArray array) {
      attribute.setType(AttributeProto.AttributeType.TENSOR).setT(floats("", array));
    } else if (value instanceof List<?> numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      numbers.forEach(number -> attribute.addInts((Long) number));
    } else {
      throw new IllegalStateException("attribute " + name + " is of no known kind: " + value);
    }
    return attribute.build();
  }

  private ValueInfoProto value(
      String name, TensorProto.DataType type, Optional<List<Extent>> shape) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    shape.ifPresent(extents -> tensor.setShape(symbols(extents)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private TensorShapeProto.Builder symbols(List<Extent> extents) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (Extent extent : extents) {
      sizes.addDim(
          extent.isFixed()
              ? TensorShapeProto.Dimension.newBuilder().setDimValue(extent.fixed())
              : TensorShapeProto.Dimension.newBuilder().setDimParam(symbol(extent)));
    }
    return sizes;
  }

  private String symbol(Extent extent) {
    return extent.isRows() ? rowsName : extent.perRow() + "*" + rowsName + "+" + extent.fixed();
  }
}
