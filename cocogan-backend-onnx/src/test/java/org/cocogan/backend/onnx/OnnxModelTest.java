package org.cocogan.backend.onnx;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cocogan.CocoGanException;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that this program has not made. */
class OnnxModelTest {
  @TempDir Path folder;

  @Test
  void refusesAnOutputThatIsNotWhatTheModelSays() {
    try (OnnxModel model = OnnxModel.of("model", columns().build().toByteArray(), 1)) {
      assertThatExceptionOfType(CocoGanException.class)
          .isThrownBy(() -> model.run(Map.of("x", HostArray.filled(Shape.of(4, 3), 1))))
          .withMessage("output y of model has shape [any, 3] by its own account, and is [4, 1]");
    }
  }

  @Test
  void readsNoDataOutsideTheFolderOfAFile() throws IOException {
    Files.write(folder.resolve("secret.bin"), new byte[12]);
    Path own = Files.createDirectory(folder.resolve("own"));
    ModelProto.Builder model = columns();
    model
        .getGraphBuilder()
        .addInitializer(
            TensorProto.newBuilder()
                .setName("secret")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(3)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                    StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue("../secret.bin")));
    Path file = Files.write(own.resolve("model.onnx"), model.build().toByteArray());

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> OnnxModel.open(file, 1))
        .withMessageStartingWith(
            file + " names the file ../secret.bin outside its folder, which a model may not read");
  }

  /** Gives one of the three columns of its input, and says that it gives all. */
  private static ModelProto.Builder columns() {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("columns")
            .addInput(rows("x"))
            .addOutput(rows("y"))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("chosen")
                    .setDataType(TensorProto.DataType.BOOL.getNumber())
                    .addDims(3)
                    .addInt32Data(0)
                    .addInt32Data(1)
                    .addInt32Data(0))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Compress")
                    .addInput("x")
                    .addInput("chosen")
                    .addOutput("y")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("axis")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(1)));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph);
  }

  private static ValueInfoProto rows(String name) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(3));
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
}
