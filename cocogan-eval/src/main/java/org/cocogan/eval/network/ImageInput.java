package org.cocogan.eval.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.onnx.ElementType;
import org.cocogan.onnx.ModelDescription;
import org.cocogan.patch.Size;

/**
 * The form of the images that a model takes.
 *
 * @param name of its input
 * @param batch how many images it takes at once; 0 for any number
 * @param channelsFirst whether an image is [3, height, width] instead of [height, width, 3]
 * @param size height and width
 */
record ImageInput(String name, int batch, boolean channelsFirst, Size size) {
  private static final int CHANNELS = 3;

  /** A quarter of a gigabyte, such as 426 images of 299x299. */
  private static final int MOST_NUMBERS = 1 << 26;

  private static final int LONGEST_SIDE = 1 << 12;
  private static final int USUAL_BATCH = 8;

  /**
   * Reads it from a model.
   *
   * @param file for messages
   * @param wanted the size, if the model leaves it open
   * @throws FeatureNetworkException if the model does not take images, or does not tell their form
   */
  static ImageInput of(
      String file, Map<String, ModelDescription.Value> inputs, Optional<Size> wanted) {
    if (inputs.size() != 1) {
      throw new FeatureNetworkException(
          file + ": has the inputs " + inputs.keySet() + "; a network of images has one");
    }
    String name = inputs.keySet().iterator().next();
    ModelDescription.Value value = inputs.values().iterator().next();
    List<Long> shape = value.shape();
    if (!value.type().equals(Optional.of(ElementType.FLOAT)) || shape.size() != 4) {
      throw new FeatureNetworkException(
          file
              + ": its input "
              + name
              + " is no batch of images; wanted are floats [batch, 3, height, width] or"
              + " [batch, height, width, 3]");
    }
    boolean channelsFirst = shape.get(1) == CHANNELS;
    if (channelsFirst == (shape.get(3) == CHANNELS)) {
      throw new FeatureNetworkException(
          file
              + ": its input "
              + name
              + " is "
              + shape
              + ", which does not tell the axis of the 3 colours; export it with that axis fixed");
    }
    int first = channelsFirst ? 2 : 1;
    long images = Math.max(0, shape.get(0));
    Size size = size(file, name, shape.get(first), shape.get(first + 1), wanted);
    if (size.height() > LONGEST_SIDE
        || size.width() > LONGEST_SIDE
        || images > MOST_NUMBERS
        || Math.max(1, images) * CHANNELS * size.height() * size.width() > MOST_NUMBERS) {
      throw new FeatureNetworkException(
          file
              + ": its input "
              + name
              + " takes images of "
              + size
              + (images > 0 ? ", " + images + " at once" : "")
              + "; the images of a batch may have "
              + MOST_NUMBERS
              + " numbers");
    }
    return new ImageInput(name, (int) images, channelsFirst, size);
  }

  private static Size size(
      String file, String name, long height, long width, Optional<Size> wanted) {
    if (height > 0 && width > 0) {
      Size own = new Size(whole(height), whole(width));
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

  /** A size, or the greatest one for what is far beyond the limit. */
  private static int whole(long size) {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  /** How many images to run at once. */
  int imagesAtOnce() {
    int numbers = Product.of(CHANNELS, size.height(), size.width());
    return batch > 0 ? batch : Math.max(1, Math.min(USUAL_BATCH, MOST_NUMBERS / numbers));
  }

  /** The shape of a batch. */
  List<Long> shape(int images) {
    long batch = images;
    long height = size.height();
    long width = size.width();
    return channelsFirst
        ? List.of(batch, (long) CHANNELS, height, width)
        : List.of(batch, height, width, (long) CHANNELS);
  }
}
