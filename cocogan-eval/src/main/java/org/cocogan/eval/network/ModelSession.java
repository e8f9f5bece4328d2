package org.cocogan.eval.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.exact.Product;

/** A network in ONNX Runtime. */
final class ModelSession implements AutoCloseable {
  private final String file;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelInput input;

  private ModelSession(
      String file, OrtEnvironment environment, OrtSession session, ModelInput input) {
    this.file = file;
    this.environment = environment;
    this.session = session;
    this.input = input;
  }

  /**
   * Opens a model.
   *
   * @throws FeatureNetworkException if ONNX Runtime refuses it, or it takes no images
   */
  static ModelSession open(Path path, FeatureNetworkOptions options) {
    String file = path.toString();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      // Failures are thrown, and whoever catches them tells them.
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      settings.setIntraOpNumThreads(options.threads());
      // A thread that spins while it waits takes the processor from those that prepare images.
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (options.gpu()) {
        addCuda(settings);
      }
      OrtSession session = environment.createSession(file, settings);
      try {
        return new ModelSession(
            file, environment, session, ModelInput.of(file, session, options.size()));
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new FeatureNetworkException(
          file + ": is no ONNX model that ONNX Runtime can run: " + firstLine(e), e);
    }
  }

  private static void addCuda(OrtSession.SessionOptions settings) {
    try {
      settings.addCUDA(0);
    } catch (OrtException e) {
      throw new FeatureNetworkException(
          "ONNX Runtime cannot use a GPU here ("
              + firstLine(e)
              + "); build with -Pgpu on a machine with CUDA, or compute on the processor",
          e);
    }
  }

  /** What images it takes. */
  ModelInput input() {
    return input;
  }

  /** The names of its outputs. */
  Set<String> outputs() {
    return session.getOutputNames();
  }

  /**
   * Runs the network.
   *
   * @param inputs a prepared input for each image
   * @param wanted outputs
   * @return [images][numbers] of each wanted output; none of one that has no row for each image
   */
  Map<String, float[][]> run(List<float[]> inputs, List<String> wanted) {
    int images = inputs.size();
    int batch = batch(inputs);
    Map<String, float[][]> outputs = new LinkedHashMap<>();
    try (OnnxTensor tensor = tensor(inputs);
        OrtSession.Result result = session.run(Map.of(input.name(), tensor), Set.copyOf(wanted))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        if (output.getValue() instanceof OnnxTensor array && hasRows(array, batch)) {
          outputs.put(output.getKey(), rows(array, batch, images));
        }
      }
    } catch (OrtException e) {
      throw failure(e);
    }
    return outputs;
  }

  /** What one run costs, apart from bringing inputs in and taking outputs out. */
  FeatureSpeed.Cost costOf(List<float[]> inputs, List<String> wanted) {
    try (OnnxTensor tensor = tensor(inputs)) {
      return FeatureSpeed.Cost.of(
          () -> {
            try {
              session.run(Map.of(input.name(), tensor), Set.copyOf(wanted)).close();
            } catch (OrtException e) {
              throw failure(e);
            }
          });
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  private FeatureNetworkException failure(OrtException cause) {
    return new FeatureNetworkException(file + ": fails on images: " + firstLine(cause), cause);
  }

  private int batch(List<float[]> inputs) {
    return Math.max(input.batch(), inputs.size());
  }

  private OnnxTensor tensor(List<float[]> inputs) throws OrtException {
    int batch = batch(inputs);
    FloatBuffer values = buffer(Product.of(batch, inputs.get(0).length));
    inputs.forEach(values::put);
    return OnnxTensor.createTensor(environment, values.rewind(), input.shape(batch));
  }

  /** Outside the heap, where ONNX Runtime reads it without a copy; filled up with zeros. */
  private static FloatBuffer buffer(int length) {
    return ByteBuffer.allocateDirect(Product.of(length, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static boolean hasRows(OnnxTensor array, int batch) {
    long[] shape = array.getInfo().getShape();
    boolean flat = array.getFloatBuffer() != null && shape.length > 1 && shape[0] == batch;
    for (int axis = 2; axis < shape.length; axis++) {
      flat &= shape[axis] == 1;
    }
    return flat;
  }

  private static float[][] rows(OnnxTensor array, int batch, int images) {
    FloatBuffer values = array.getFloatBuffer();
    float[][] rows = new float[images][values.remaining() / batch];
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }

  private static String firstLine(OrtException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
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
