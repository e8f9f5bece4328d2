package org.cocogan.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime in this JVM: the one place that starts it. */
public final class OnnxRuntime {
  private static @Nullable OrtEnvironment environment;

  private OnnxRuntime() {}

  /**
   * Its version, such as {@code 1.28.0}.
   *
   * @throws IllegalStateException if it does not start on this platform
   */
  public static String version() {
    return environment().getVersion();
  }

  /** Whether its build knows GPUs. */
  public static boolean hasCuda() {
    environment();
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  /** The environment of this JVM, made when it is first asked for. */
  static synchronized OrtEnvironment environment() {
    OrtEnvironment started = environment;
    if (started == null) {
      started = start();
      environment = started;
    }
    return started;
  }

  private static OrtEnvironment start() {
    try {
      Natives.prepare();
      OrtEnvironment started = OrtEnvironment.getEnvironment();
      Natives.removeEmptyFolder();
      started.setTelemetry(false);
      return started;
    } catch (LinkageError | OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime does not start on this platform: " + e.getMessage(), e);
    }
  }
}
