package org.cocogan.eval.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Times a network's features of images, beside its session alone on tensors that are ready. */
public final class FeatureSpeed {
  private static final double NANOSECOND = 1e-9;

  private final OnnxFeatureNetwork network;
  private final int images;
  private final IntFunction<FeatureImage> source;

  /**
   * Times a number of images.
   *
   * @param source makes the image of a number from 0 on; called on several threads at once
   */
  public FeatureSpeed(OnnxFeatureNetwork network, int images, IntFunction<FeatureImage> source) {
    this.network = network;
    this.images = images;
    this.source = source;
  }

  /** How long the same number of images took in both ways. */
  public record Round(double bareSeconds, double pipelineSeconds) {}

  /** Times both, one after the other, in the same batches. */
  public Round round() {
    double bare = 0;
    List<float[]> inputs = new ArrayList<>();
    for (int done = 0; done < images; done += inputs.size()) {
      inputs.clear();
      for (int i = done; i < Math.min(images, done + network.batch()); i++) {
        inputs.add(network.prepared(source.apply(i)));
      }
      bare += network.secondsOf(inputs);
    }
    long start = System.nanoTime();
    network.stream(images, source, batch -> {});
    return new Round(bare, (System.nanoTime() - start) * NANOSECOND);
  }
}
