package org.cocogan.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.FeaturePreprocessing;

/** The simplest feature network there can be: the mean of each colour of an image. */
final class MeanColours implements FeatureNetwork {
  static final int BATCH = 16;

  private final String name;
  private final int classes;
  private int images;

  /** Any other name makes another network. */
  MeanColours(String name, int classes) {
    this.name = name;
    this.classes = classes;
  }

  /** How many images it has seen. */
  int images() {
    return images;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isFidInception() {
    return name.equals("inception-2015-12-05");
  }

  @Override
  public String digest() {
    return "digest of " + name;
  }

  @Override
  public FeaturePreprocessing preprocessing() {
    return FeaturePreprocessing.UNIT;
  }

  @Override
  public int dimension() {
    return 3;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public FeatureBatch features(List<FeatureImage> batch) {
    images += batch.size();
    float[][] features = batch.stream().map(MeanColours::means).toArray(float[][]::new);
    return new FeatureBatch(features, classes == 0 ? new float[0][] : features);
  }

  private static float[] means(FeatureImage image) {
    float[] means = new float[3];
    byte[] pixels = image.pixels();
    for (int i = 0; i < pixels.length; i++) {
      means[i % 3] += Byte.toUnsignedInt(pixels[i]) * 3f / 255 / pixels.length;
    }
    return means;
  }

  @Override
  public void stream(int count, IntFunction<FeatureImage> images, Consumer<FeatureBatch> taker) {
    List<FeatureImage> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(images.apply(i));
      if (batch.size() == BATCH || i == count - 1) {
        taker.accept(features(List.copyOf(batch)));
        batch.clear();
      }
    }
  }

  @Override
  public void close() {}
}
