package org.cocogan.backend.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.CocoGanException;
import org.cocogan.onnx.ModelDescription;
import org.cocogan.onnx.ModelException;
import org.cocogan.onnx.ModelProcess;
import org.cocogan.onnx.RuntimeSettings;
import org.cocogan.tensor.HostArray;
import org.jspecify.annotations.Nullable;

/** A model opened in ONNX Runtime, on the processor. */
public final class OnnxModel implements AutoCloseable {
  /** Stands for a size that a caller chooses. */
  public static final long ANY = ModelDescription.ANY;

  /** What an output of a file's model may take. */
  private static final int MOST_OUTPUT_BYTES = 1 << 30;

  private final String name;
  private final OnnxSession session;
  private final Map<String, List<Long>> inputs;
  private final Map<String, List<Long>> outputs;
  private final Map<String, String> metadata;

  private OnnxModel(String name, OnnxSession session) {
    this.name = name;
    this.session = session;
    this.inputs = shapes(session.description().inputs());
    this.outputs = shapes(session.description().outputs());
    this.metadata = session.description().metadata();
  }

  /**
   * Opens a file, in a {@link ModelProcess} with its limits.
   *
   * @param threads processor threads for one operation
   * @throws IOException if it cannot be read
   * @throws CocoGanException if it holds no model that ONNX Runtime runs, names data outside its
   *     folder, or takes more than a model may
   */
  public static OnnxModel open(Path file, int threads) throws IOException {
    try {
      return new OnnxModel(
          file.toString(),
          new OnnxSession(
              ModelProcess.open(
                  file, new RuntimeSettings(threads, true, false, false, MOST_OUTPUT_BYTES))));
    } catch (ModelException e) {
      throw new CocoGanException(file + " " + e.getMessage(), e);
    }
  }

  /**
   * Opens a model in memory, in this JVM and without limits: one that this program has made, or
   * that is trusted.
   *
   * @param name what messages call it
   * @param threads processor threads for one operation
   * @throws CocoGanException if it is no model that ONNX Runtime runs
   */
  public static OnnxModel of(String name, byte[] model, int threads) {
    try {
      return new OnnxModel(name, OnnxSession.open(model, threads, true, true));
    } catch (ModelException e) {
      throw new CocoGanException(name + " " + e.getMessage(), e);
    }
  }

  /** Its properties, by key. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The sizes of each input; {@link #ANY} for one that a caller chooses. */
  public Map<String, List<Long>> inputs() {
    return inputs;
  }

  /** The sizes of each output; {@link #ANY} for one that follows what the caller chose. */
  public Map<String, List<Long>> outputs() {
    return outputs;
  }

  /**
   * Computes all outputs. Whole numbers are floats here, in inputs and in outputs; bytes are 0 to
   * 255.
   *
   * @throws IllegalArgumentException if an input is missing, unknown or of another shape
   * @throws CocoGanException if the model refuses a value, takes more than it may or gives
   *     something else than it says
   */
  public Map<String, HostArray> run(Map<String, HostArray> given) {
    check(given);
    try {
      Map<String, HostArray> results = session.run(given);
      outputs.forEach((output, sizes) -> checkResult(output, sizes, results.get(output)));
      return results;
    } catch (ModelException e) {
      throw new CocoGanException(name + " " + e.getMessage(), e);
    }
  }

  private void check(Map<String, HostArray> given) {
    inputs.forEach(
        (input, sizes) -> {
          HostArray value = given.get(input);
          if (value == null) {
            throw new IllegalArgumentException(
                name + " needs an input " + input + " of shape " + text(sizes));
          }
          if (!fits(value.shape().dimensions(), sizes)) {
            throw new IllegalArgumentException(
                "input "
                    + input
                    + " of "
                    + name
                    + " has shape "
                    + text(sizes)
                    + ", not "
                    + value.shape());
          }
        });
    for (String input : given.keySet()) {
      if (!inputs.containsKey(input)) {
        throw new IllegalArgumentException(
            name + " has no input " + input + "; it has " + inputs.keySet());
      }
    }
  }

  /** ONNX Runtime gives what a model computes, whatever the model says of it. */
  private void checkResult(String output, List<Long> sizes, @Nullable HostArray result) {
    if (result == null || !fits(result.shape().dimensions(), sizes)) {
      throw new CocoGanException(
          "output "
              + output
              + " of "
              + name
              + (result == null
                  ? " is no tensor of floats, 64-bit whole numbers or bytes"
                  : " has shape " + text(sizes) + " by its own account, and is " + result.shape()));
    }
  }

  private static boolean fits(int[] given, List<Long> sizes) {
    boolean fits = given.length == sizes.size();
    for (int axis = 0; fits && axis < given.length; axis++) {
      fits = sizes.get(axis) == ANY || sizes.get(axis) == given[axis];
    }
    return fits;
  }

  private static String text(List<Long> sizes) {
    return sizes.stream().map(size -> size == ANY ? "any" : size.toString()).toList().toString();
  }

  private static Map<String, List<Long>> shapes(Map<String, ModelDescription.Value> values) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    values.forEach((name, value) -> shapes.put(name, value.shape()));
    return shapes;
  }

  @Override
  public void close() {
    session.close();
  }
}
