package org.cocogan.eval.network;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Optional;
import org.cocogan.patch.Size;

/**
 * What images a model takes.
 *
 * @param name of its input
 * @param batch how many images it takes at once; 0 for any number
 * @param channelsFirst whether an image is [3, height, width] instead of [height, width, 3]
 * @param size height and width
 */
record ModelInput(String name, int batch, boolean channelsFirst, Size size) {
  private static final int CHANNELS = 3;

  /**
   * Reads it from a model.
   *
   * @param file for messages
   * @param wanted the size, if the model leaves it open
   * @throws FeatureNetworkException if the model does not take images, or does not tell their form
   */
  static ModelInput of(String file, OrtSession session, Optional<Size> wanted) throws OrtException {
    if (session.getNumInputs() != 1) {
      throw new FeatureNetworkException(
          file + ": has the inputs " + session.getInputNames() + "; a network of images has one");
    }
    String name = session.getInputNames().iterator().next();
    if (!(session.getInputInfo().values().iterator().next().getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || tensor.getShape().length != 4) {
      throw new FeatureNetworkException(
          file
              + ": its input "
              + name
              + " is no batch of images; wanted are floats [batch, 3, height, width] or"
              + " [batch, height, width, 3]");
    }
    long[] shape = tensor.getShape();
    boolean channelsFirst = shape[1] == CHANNELS;
    if (channelsFirst == (shape[3] == CHANNELS)) {
      throw new FeatureNetworkException(
          file
              + ": its input "
              + name
              + " is "
              + Arrays.toString(shape)
              + ", which does not tell the axis of the 3 colours; export it with that axis fixed");
    }
    int first = channelsFirst ? 2 : 1;
    return new ModelInput(
        name,
        (int) Math.max(0, shape[0]),
        channelsFirst,
        size(file, name, shape[first], shape[first + 1], wanted));
  }

  private static Size size(
      String file, String name, long height, long width, Optional<Size> wanted) {
    if (height > 0 && width > 0) {
      Size own = new Size((int) height, (int) width);
      if (wanted.isPresent() && !wanted.get().equals(own)) {
        throw new FeatureNetworkException(
            file + ": takes images of " + own + ", not of " + wanted.get());
      }
      return own;
    }
    return wanted.orElseThrow(
        () ->
            new FeatureNetworkException(
                file
                    + ": its input "
                    + name
                    + " takes images of any size; name the size that it was trained with by"
                    + " --features-size, such as 299x299"));
  }

  /** The shape of a batch. */
  long[] shape(int images) {
    return channelsFirst
        ? new long[] {images, CHANNELS, size.height(), size.width()}
        : new long[] {images, size.height(), size.width(), CHANNELS};
  }
}
