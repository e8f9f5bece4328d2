package org.cocogan.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.Product;

/**
 * A model in ONNX Runtime in this JVM, for models that this program has made: nothing limits what
 * ONNX Runtime takes, and where it crashes, the JVM does.
 */
public final class LocalModel implements ModelRunner {
  /** Opens a session with options that are set. */
  private interface Opener {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelDescription description;
  private final int mostOutputBytes;

  private LocalModel(OrtEnvironment environment, OrtSession session, int mostOutputBytes)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.mostOutputBytes = mostOutputBytes;
    this.description =
        new ModelDescription(
            values(session.getInputInfo()),
            values(session.getOutputInfo()),
            session.getMetadata().getCustomMetadata());
  }

  /**
   * Opens a model in memory.
   *
   * @throws ModelException if ONNX Runtime refuses it
   * @throws IllegalStateException if ONNX Runtime does not start
   */
  public static LocalModel of(byte[] model, RuntimeSettings settings) {
    return open((environment, options) -> environment.createSession(model, options), settings);
  }

  /** Opens a file, whose external data ONNX Runtime finds beside it. */
  static LocalModel ofFile(Path file, RuntimeSettings settings) {
    return open(
        (environment, options) -> environment.createSession(file.toString(), options), settings);
  }

  private static LocalModel open(Opener opener, RuntimeSettings settings) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = options(settings)) {
      OrtSession session = opener.open(environment, options);
      try {
        return new LocalModel(environment, session, settings.mostOutputBytes());
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ModelException("is no ONNX model that ONNX Runtime can run: " + firstLine(e), e);
    }
  }

  private static OrtSession.SessionOptions options(RuntimeSettings settings) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    // Failures are thrown, and whoever catches them tells them.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    options.setIntraOpNumThreads(settings.threads());
    options.setOptimizationLevel(
        settings.optimized()
            ? OrtSession.SessionOptions.OptLevel.ALL_OPT
            : OrtSession.SessionOptions.OptLevel.NO_OPT);
    options.addConfigEntry("session.intra_op.allow_spinning", settings.spinning() ? "1" : "0");
    if (settings.gpu()) {
      addCuda(options);
    }
    return options;
  }

  private static void addCuda(OrtSession.SessionOptions options) {
    try {
      options.addCUDA(0);
    } catch (OrtException e) {
      options.close();
      throw new ModelException(
          "cannot use a GPU: ONNX Runtime finds none here ("
              + firstLine(e)
              + "); build with -Pgpu on a machine with CUDA, or compute on the processor",
          e);
    }
  }

  private static Map<String, ModelDescription.Value> values(Map<String, NodeInfo> nodes) {
    Map<String, ModelDescription.Value> values = new LinkedHashMap<>();
    nodes.forEach(
        (name, node) ->
            values.put(
                name,
                node.getInfo() instanceof TensorInfo tensor
                    ? new ModelDescription.Value(type(tensor), shape(tensor))
                    : new ModelDescription.Value(Optional.empty(), List.of())));
    return values;
  }

  private static Optional<ElementType> type(TensorInfo tensor) {
    return Arrays.stream(ElementType.values())
        .filter(type -> OnnxJavaType.valueOf(type.name()) == tensor.type)
        .findFirst();
  }

  private static List<Long> shape(TensorInfo tensor) {
    return Arrays.stream(tensor.getShape()).boxed().toList();
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public Map<String, ModelTensor> run(Map<String, ModelTensor> inputs, Collection<String> outputs) {
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, ModelTensor> input : inputs.entrySet()) {
        given.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(given, new LinkedHashSet<>(outputs))) {
        Map<String, ModelTensor> found = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          if (output.getValue() instanceof OnnxTensor tensor) {
            found(output.getKey(), tensor).ifPresent(value -> found.put(output.getKey(), value));
          }
        }
        return found;
      }
    } catch (OrtException e) {
      throw new ModelException("fails: " + firstLine(e), e);
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(ModelTensor value) throws OrtException {
    return OnnxTensor.createTensor(
        environment,
        value.bytes().duplicate().order(ByteOrder.nativeOrder()),
        value.shape().stream().mapToLong(size -> size).toArray(),
        OnnxJavaType.valueOf(value.type().name()));
  }

  /** Numbers of half the width become floats. */
  private Optional<ModelTensor> found(String name, OnnxTensor tensor) {
    TensorInfo info = tensor.getInfo();
    boolean half = info.type == OnnxJavaType.FLOAT16 || info.type == OnnxJavaType.BFLOAT16;
    Optional<ElementType> type = half ? Optional.of(ElementType.FLOAT) : type(info);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    List<Long> shape = shape(info);
    if (ModelTensor.bytes(type.get(), shape) > mostOutputBytes) {
      throw new ModelException(
          "gives an output "
              + name
              + " of shape "
              + shape
              + ", and one may take "
              + (mostOutputBytes >> 20)
              + " MB");
    }
    return Optional.of(
        new ModelTensor(
            type.get(), shape, half ? bytes(tensor.getFloatBuffer()) : tensor.getByteBuffer()));
  }

  private static ByteBuffer bytes(FloatBuffer floats) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(floats.remaining(), Float.BYTES))
            .order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(floats);
    return bytes;
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
