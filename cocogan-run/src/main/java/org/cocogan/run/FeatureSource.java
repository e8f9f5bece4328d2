package org.cocogan.run;

import java.util.Optional;
import java.util.function.Supplier;
import org.cocogan.eval.FeatureProgress;
import org.cocogan.eval.Reference;
import org.cocogan.eval.SharedFeatures;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.metric.ImageFeatures;
import org.cocogan.metric.LatentSteps;
import org.cocogan.metric.Shared;
import org.jspecify.annotations.Nullable;

/**
 * A feature network and what images are compared with; both are opened when the first metric asks,
 * and serve any number of evaluations.
 */
public final class FeatureSource implements AutoCloseable {
  /** Opens what images are compared with. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it.
     *
     * @param network whose features are compared
     * @param compared the images that are compared with it
     */
    Reference open(FeatureNetwork network, EvaluatedImages compared);
  }

  private final Supplier<FeatureNetwork> opener;
  private final Optional<Opener> against;
  private final References references;
  private final FeatureProgress progress;
  private @Nullable FeatureNetwork network;
  private @Nullable Reference reference;

  /**
   * Prepares the source; nothing is opened yet.
   *
   * @param opener opens the network
   * @param against makes what is compared with, if anything is
   * @param references opens it; closed in the end
   * @param progress hears of long computations
   */
  public FeatureSource(
      Supplier<FeatureNetwork> opener,
      Optional<Opener> against,
      References references,
      FeatureProgress progress) {
    this.opener = opener;
    this.against = against;
    this.references = references;
    this.progress = progress;
  }

  /** What the metrics of one evaluation share of it. */
  public Shared of(EvaluatedImages images) {
    return new OnceOpened(images);
  }

  /** The network, if a metric has asked for it. */
  public Optional<FeatureNetwork> network() {
    return Optional.ofNullable(network);
  }

  /** What is compared with, if a metric has asked for features. */
  public Optional<Reference> reference() {
    return Optional.ofNullable(reference);
  }

  private SharedFeatures open(EvaluatedImages images) {
    FeatureNetwork opened = network;
    if (opened == null) {
      opened = opener.get();
      network = opened;
      if (against.isPresent()) {
        reference = against.get().open(opened, images);
      }
    }
    return new SharedFeatures(
        opened, Optional.ofNullable(reference), progress, images.size(), images.channels());
  }

  @Override
  public void close() {
    if (network != null) {
      network.close();
    }
    references.close();
  }

  /** The features of the images of one evaluation. */
  private final class OnceOpened implements Shared {
    private final EvaluatedImages images;
    private @Nullable SharedFeatures features;

    OnceOpened(EvaluatedImages images) {
      this.images = images;
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
      if (type == LatentSteps.class) {
        return images.latentSteps().map(type::cast);
      }
      if (type != SharedFeatures.class && type != ImageFeatures.class) {
        return Optional.empty();
      }
      SharedFeatures opened = features;
      if (opened == null) {
        opened = open(images);
        features = opened;
      }
      return Optional.of(type.cast(opened));
    }
  }
}
