package org.cocogan.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.metric.ImageFeatures;
import org.cocogan.metric.MetricRequest;
import org.cocogan.patch.Size;

/**
 * The features of the generated images of one evaluation: each image passes the network once for
 * all metrics.
 */
public final class SharedFeatures implements ImageFeatures {
  /** Images that pass the network in one call. */
  public static final int IMAGES_AT_ONCE = 64;

  private final FeatureNetwork network;
  private final Optional<Reference> reference;
  private final FeatureProgress progress;
  private final Size size;
  private final int channels;
  private final List<FeatureListener> listeners = new ArrayList<>();
  private final List<FeatureImage> waiting = new ArrayList<>();
  private final List<float[]> kept = new ArrayList<>();
  private boolean isFed;
  private boolean isKeeping;
  private int done;

  /**
   * Prepares the features for images.
   *
   * @param network stays open
   * @param reference what they are compared with, if anything
   * @param progress of what metrics compute beyond the features of these images
   * @param size of every image
   * @param channels of every image: 3 for red, green, blue; 1 for grey
   */
  public SharedFeatures(
      FeatureNetwork network,
      Optional<Reference> reference,
      FeatureProgress progress,
      Size size,
      int channels) {
    this.network = network;
    this.reference = reference;
    this.progress = progress;
    this.size = size;
    this.channels = channels;
  }

  /**
   * The features of a request's evaluation.
   *
   * @param metric the metric's name
   * @throws IllegalArgumentException if the evaluation has none
   */
  static SharedFeatures of(MetricRequest request, String metric) {
    return request
        .shared()
        .find(SharedFeatures.class)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the metric " + metric + " needs a feature network, and there is none here"));
  }

  FeatureNetwork network() {
    return network;
  }

  @Override
  public String description() {
    return network.name() + ", " + network.preprocessing();
  }

  @Override
  public int dimension() {
    return network.dimension();
  }

  @Override
  public Consumer<byte[]> subscribe(Consumer<float[][]> listener) {
    return hear((first, batch) -> listener.accept(batch.features()));
  }

  @Override
  public float[][] realFeatures(String metric) {
    return reference(metric).features();
  }

  FeatureProgress progress() {
    return progress;
  }

  /**
   * What is compared with.
   *
   * @throws IllegalArgumentException if nothing was named
   */
  Reference reference(String metric) {
    return reference.orElseThrow(
        () ->
            new IllegalArgumentException(
                "the metric "
                    + metric
                    + " compares with real images; name them, or a file of their statistics, with"
                    + " --against"));
  }

  /**
   * What is compared with, its features computed: what fails there does so before any image is
   * drawn.
   *
   * @throws IllegalArgumentException if nothing was named, or only its statistics are known
   */
  Reference comparedFeatures(String metric) {
    Reference named = reference(metric);
    named.features();
    return named;
  }

  /**
   * Registers who is to see all features.
   *
   * @return takes the images of a metric; those of all metrics but one are the same once more
   */
  Consumer<byte[]> hear(FeatureListener listener) {
    listeners.add(listener);
    return feed();
  }

  /** Keeps all features in memory, once for all who ask; complete once all images are through. */
  List<float[]> kept() {
    if (!isKeeping) {
      isKeeping = true;
      listeners.add((first, batch) -> kept.addAll(List.of(batch.features())));
    }
    return kept;
  }

  private Consumer<byte[]> feed() {
    if (isFed) {
      return image -> {};
    }
    isFed = true;
    return this::take;
  }

  private void take(byte[] pixels) {
    waiting.add(new FeatureImage(size, channels, pixels));
    if (waiting.size() == IMAGES_AT_ONCE) {
      finish();
    }
  }

  @Override
  public void finish() {
    if (waiting.isEmpty()) {
      return;
    }
    take(network.features(List.copyOf(waiting)));
    waiting.clear();
  }

  /** Takes the features of the next images, which others have computed. */
  public void take(FeatureBatch batch) {
    listeners.forEach(listener -> listener.accept(done, batch));
    done += batch.features().length;
  }
}
