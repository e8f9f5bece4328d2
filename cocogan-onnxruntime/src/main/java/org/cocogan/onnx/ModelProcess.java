package org.cocogan.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/**
 * A model in a file, run by ONNX Runtime in a process of its own.
 *
 * <p>A file of somebody else may ask for any memory and time, or crash ONNX Runtime. The process
 * has limits, and takes nothing with it when it ends. They are set by the system properties {@code
 * cocogan.onnx.memory}, in MB besides three times the model's files (2048), and {@code
 * cocogan.onnx.seconds}, for opening a model and for each run (120). Memory is limited on Linux
 * alone.
 */
public final class ModelProcess implements ModelRunner {
  private final ServerProcess server;
  private final String digest;
  private final Map<String, String> operators;
  private final ModelDescription description;

  private ModelProcess(
      ServerProcess server,
      String digest,
      Map<String, String> operators,
      ModelDescription description) {
    this.server = server;
    this.digest = digest;
    this.operators = operators;
    this.description = description;
  }

  /**
   * Opens a model. External data is read from the file's own folder, or below, alone.
   *
   * @throws IOException if there is no such file, or it is none
   * @throws ModelException if ONNX Runtime refuses it, it names data elsewhere, or it goes beyond
   *     the limits
   * @throws org.cocogan.CocoGanException if no process can be started
   */
  public static ModelProcess open(Path file, RuntimeSettings settings) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is no file");
    }
    // Half of what the process may take: the rest is ONNX Runtime's.
    long heap = ModelLimits.fromProperties().memoryWith(Files.size(file)) / 2;
    ServerProcess server = ServerProcess.start(heap);
    try {
      return server.exchange(
          out -> {
            Wire.writeText(out, file.toAbsolutePath().toString());
            Wire.writeSettings(out, settings);
          },
          in ->
              new ModelProcess(
                  server,
                  Wire.readText(in),
                  Wire.readMap(in, Wire::readText),
                  Wire.readDescription(in)));
    } catch (ModelException e) {
      server.close();
      throw e;
    }
  }

  /** The SHA-256 of the file, and of its external files after it, as hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** What kind of layer makes an output, such as {@code Softmax}; empty if none does. */
  public String operatorOf(String output) {
    return operators.getOrDefault(output, "");
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public Map<String, ModelTensor> run(Map<String, ModelTensor> inputs, Collection<String> outputs) {
    return server.exchange(
        out -> {
          Wire.writeMap(out, inputs, Wire::writeTensor);
          Wire.writeTexts(out, outputs);
        },
        in -> Wire.readMap(in, Wire::readTensor));
  }

  @Override
  public void close() {
    server.close();
  }
}
