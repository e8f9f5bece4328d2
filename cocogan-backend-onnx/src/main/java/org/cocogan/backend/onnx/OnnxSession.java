package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** A model in ONNX Runtime, on the processor. */
final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxSession(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads a model.
   *
   * @param threads processor threads for one operation
   * @throws OrtException if ONNX Runtime refuses it
   */
  static OnnxSession open(byte[] model, int threads, boolean optimized) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Failures are thrown, and whoever catches them tells them.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(
          optimized
              ? OrtSession.SessionOptions.OptLevel.ALL_OPT
              : OrtSession.SessionOptions.OptLevel.NO_OPT);
      return new OnnxSession(environment, environment.createSession(model, options));
    }
  }

  /** Loads a model that this module has made. */
  static OnnxSession open(ModelProto model, int threads, boolean optimized) {
    try {
      return open(model.toByteArray(), threads, optimized);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses a model: " + e.getMessage(), e);
    }
  }

  OrtSession session() {
    return session;
  }

  /** Runs the model; whole numbers go in as floats, and come out as floats. */
  Map<String, HostArray> run(Map<String, HostArray> inputs) throws OrtException {
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, HostArray> input : inputs.entrySet()) {
        given.put(input.getKey(), tensor(input.getKey(), input.getValue()));
      }
      try (OrtSession.Result result = session.run(given)) {
        Map<String, HostArray> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), array((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(String name, HostArray value) throws OrtException {
    long[] shape = Arrays.stream(value.shape().dimensions()).asLongStream().toArray();
    boolean whole =
        session.getInputInfo().get(name) != null
            && session.getInputInfo().get(name).getInfo() instanceof TensorInfo info
            && info.type == OnnxJavaType.INT64;
    if (whole) {
      LongBuffer longs = LongBuffer.allocate(value.values().length);
      for (float number : value.values()) {
        longs.put((long) number);
      }
      return OnnxTensor.createTensor(environment, longs.flip(), shape);
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(value.values()), shape);
  }

  private static HostArray array(OnnxTensor tensor) {
    int[] sizes = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    Shape shape = Shape.of(sizes);
    if (tensor.getInfo().type == OnnxJavaType.UINT8) {
      ByteBuffer bytes = tensor.getByteBuffer();
      float[] values = new float[shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.get(i) & 0xff;
      }
      return new HostArray(shape, values);
    }
    float[] values = new float[shape.size()];
    if (tensor.getInfo().type == OnnxJavaType.INT64) {
      LongBuffer longs = tensor.getLongBuffer();
      for (int i = 0; i < values.length; i++) {
        values[i] = longs.get(i);
      }
      return new HostArray(shape, values);
    }
    tensor.getFloatBuffer().get(values);
    return new HostArray(shape, values);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot let go of a model", e);
    }
  }
}
