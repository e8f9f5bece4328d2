package org.cocogan.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.eval.SharedFeatures;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.patch.Size;

/**
 * The output of a feature network for images that follow one another.
 *
 * @param features [images, dimension]
 * @param logits [images, classes]
 */
@SuppressWarnings("ArrayRecordComponent")
record Features(float[][] features, float[][] logits) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Gives some of the images, [height, width, channels] bytes each. */
  @FunctionalInterface
  interface Source {
    /** From a number on. */
    byte[][] pixels(int first, int count);
  }

  /** Computes them in the batches of one machine, so that they are the same bit by bit. */
  static Features of(FeatureNetwork network, Size size, int channels, int count, Source source) {
    List<float[]> features = new ArrayList<>();
    List<float[]> logits = new ArrayList<>();
    for (int done = 0; done < count; done += SharedFeatures.IMAGES_AT_ONCE) {
      List<FeatureImage> images = new ArrayList<>();
      for (byte[] image :
          source.pixels(done, Math.min(SharedFeatures.IMAGES_AT_ONCE, count - done))) {
        images.add(new FeatureImage(size, channels, image));
      }
      FeatureBatch batch = network.features(images);
      features.addAll(List.of(batch.features()));
      logits.addAll(List.of(batch.logits()));
    }
    return new Features(features.toArray(float[][]::new), logits.toArray(float[][]::new));
  }
}
