package org.cocogan.eval.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;
import org.cocogan.onnx.ElementType;
import org.cocogan.onnx.ModelException;
import org.cocogan.onnx.ModelProcess;
import org.cocogan.onnx.ModelTensor;
import org.cocogan.onnx.RuntimeSettings;

/** A network in ONNX Runtime. */
final class ModelSession implements AutoCloseable {
  /** What an output may take for a batch: far more than features do. */
  private static final int MOST_OUTPUT_BYTES = 1 << 28;

  private final String file;
  private final ModelProcess model;
  private final ImageInput input;

  private ModelSession(String file, ModelProcess model, ImageInput input) {
    this.file = file;
    this.model = model;
    this.input = input;
  }

  /**
   * Opens a model.
   *
   * @throws FeatureNetworkException if ONNX Runtime refuses it, or it takes no images
   */
  static ModelSession open(Path path, FeatureNetworkOptions options) {
    String file = path.toString();
    ModelProcess model = process(path, options);
    try {
      return new ModelSession(
          file, model, ImageInput.of(file, model.description().inputs(), options.size()));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static ModelProcess process(Path path, FeatureNetworkOptions options) {
    try {
      // Threads that spin while they wait take the processor from those that prepare images.
      return ModelProcess.open(
          path,
          new RuntimeSettings(options.threads(), true, false, options.gpu(), MOST_OUTPUT_BYTES));
    } catch (ModelException e) {
      throw new FeatureNetworkException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new FeatureNetworkException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  /** The SHA-256 of the file, and of its external files after it. */
  String digest() {
    return model.digest();
  }

  /** What images it takes. */
  ImageInput input() {
    return input;
  }

  /** The names of its outputs. */
  Set<String> outputs() {
    return model.description().outputs().keySet();
  }

  /** What kind of layer makes an output. */
  String operatorOf(String output) {
    return model.operatorOf(output);
  }

  /**
   * Runs the network.
   *
   * @param inputs a prepared input for each image
   * @param wanted outputs
   * @return [images][numbers] of each wanted output; none of one that has no row for each image
   * @throws FeatureNetworkException if it fails
   */
  Map<String, float[][]> run(List<float[]> inputs, List<String> wanted) {
    int images = inputs.size();
    Map<String, float[][]> outputs = new LinkedHashMap<>();
    ModelTensor batch = batch(inputs);
    results(batch, wanted)
        .forEach(
            (name, tensor) -> {
              if (hasRows(tensor, batch.shape().get(0))) {
                outputs.put(name, rows(tensor, images));
              }
            });
    return outputs;
  }

  /** What one run costs, apart from preparing inputs and taking outputs apart. */
  FeatureSpeed.Cost costOf(List<float[]> inputs, List<String> wanted) {
    ModelTensor batch = batch(inputs);
    return FeatureSpeed.Cost.of(() -> results(batch, wanted));
  }

  private Map<String, ModelTensor> results(ModelTensor batch, List<String> wanted) {
    try {
      return model.run(Map.of(input.name(), batch), wanted);
    } catch (ModelException e) {
      throw new FeatureNetworkException(file + ": " + e.getMessage(), e);
    }
  }

  /** Filled up with zeros to the number of images that the model fixes. */
  private ModelTensor batch(List<float[]> inputs) {
    List<Long> shape = input.shape(Math.max(input.batch(), inputs.size()));
    ByteBuffer numbers = ModelTensor.room(ElementType.FLOAT, shape);
    for (float[] values : inputs) {
      numbers.asFloatBuffer().put(values);
      numbers.position(numbers.position() + Product.of(values.length, Float.BYTES));
    }
    return new ModelTensor(ElementType.FLOAT, shape, numbers.rewind());
  }

  private static boolean hasRows(ModelTensor tensor, long batch) {
    List<Long> shape = tensor.shape();
    return tensor.type() == ElementType.FLOAT
        && shape.size() > 1
        && shape.get(0) == batch
        && shape.subList(2, shape.size()).stream().allMatch(size -> size == 1);
  }

  private static float[][] rows(ModelTensor tensor, int images) {
    float[] values = tensor.floats();
    int length = values.length / tensor.shape().get(0).intValue();
    float[][] rows = new float[images][];
    for (int i = 0; i < images; i++) {
      int start = Product.of(i, length);
      rows[i] = Arrays.copyOfRange(values, start, start + length);
    }
    return rows;
  }

  @Override
  public void close() {
    model.close();
  }
}
