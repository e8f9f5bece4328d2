package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.onnx.ElementType;
import org.cocogan.onnx.LocalModel;
import org.cocogan.onnx.ModelDescription;
import org.cocogan.onnx.ModelException;
import org.cocogan.onnx.ModelRunner;
import org.cocogan.onnx.ModelTensor;
import org.cocogan.onnx.RuntimeSettings;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** A model in ONNX Runtime, on the processor, which takes and gives arrays of floats. */
final class OnnxSession implements AutoCloseable {
  private final ModelRunner model;

  OnnxSession(ModelRunner model) {
    this.model = model;
  }

  /**
   * Loads a model that this program has made.
   *
   * @param threads processor threads for one operation
   * @param spinning whether they wait for each other by spinning
   * @throws ModelException if ONNX Runtime refuses it
   */
  static OnnxSession open(byte[] model, int threads, boolean optimized, boolean spinning) {
    return new OnnxSession(
        LocalModel.of(
            model, new RuntimeSettings(threads, optimized, spinning, false, Integer.MAX_VALUE)));
  }

  /** Loads a model that this module has made. */
  static OnnxSession open(ModelProto model, int threads, boolean optimized, boolean spinning) {
    try {
      return open(model.toByteArray(), threads, optimized, spinning);
    } catch (ModelException e) {
      throw new IllegalStateException("ONNX Runtime refuses a model: it " + e.getMessage(), e);
    }
  }

  ModelDescription description() {
    return model.description();
  }

  /**
   * Runs the model; whole numbers go in as floats, and come out as floats.
   *
   * @throws ModelException if it fails
   */
  Map<String, HostArray> run(Map<String, HostArray> inputs) {
    Map<String, ModelTensor> given = new LinkedHashMap<>();
    inputs.forEach((name, value) -> given.put(name, tensor(name, value)));
    Map<String, HostArray> outputs = new LinkedHashMap<>();
    model
        .run(given, description().outputs().keySet())
        .forEach((name, value) -> outputs.put(name, array(value)));
    return outputs;
  }

  private ModelTensor tensor(String name, HostArray value) {
    List<Long> shape = Arrays.stream(value.shape().dimensions()).asLongStream().boxed().toList();
    ElementType type =
        Optional.ofNullable(description().inputs().get(name))
            .flatMap(ModelDescription.Value::type)
            .filter(ElementType.INT64::equals)
            .orElse(ElementType.FLOAT);
    ByteBuffer numbers = ModelTensor.room(type, shape);
    if (type == ElementType.FLOAT) {
      numbers.asFloatBuffer().put(value.values());
    } else {
      for (float number : value.values()) {
        numbers.putLong((long) number);
      }
    }
    return new ModelTensor(type, shape, numbers.rewind());
  }

  private static HostArray array(ModelTensor tensor) {
    int[] sizes = tensor.shape().stream().mapToInt(Math::toIntExact).toArray();
    return new HostArray(Shape.of(sizes), tensor.floats());
  }

  @Override
  public void close() {
    model.close();
  }
}
