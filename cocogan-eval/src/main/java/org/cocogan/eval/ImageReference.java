package org.cocogan.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.FeatureStatistics;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.jspecify.annotations.Nullable;

/**
 * Real images to compare with. Their features are computed when they are first asked for, and kept
 * in a cache by what they are features of.
 */
public final class ImageReference implements Reference {
  private final FeatureNetwork network;
  private final Images images;
  private final FeatureCache cache;
  private final FeatureStream stream;
  private final FeatureProgress progress;
  private @Nullable FeatureMoments moments;
  private @Nullable List<float[]> features;

  /**
   * Prepares the reference; nothing is computed yet.
   *
   * @param network stays open
   * @param images stay open
   * @param cache the folder of what is worth keeping
   * @param stream computes the features
   * @param progress hears how far the features have come
   */
  public ImageReference(
      FeatureNetwork network,
      Images images,
      Path cache,
      FeatureStream stream,
      FeatureProgress progress) {
    this.network = network;
    this.images = images;
    this.cache = new FeatureCache(cache);
    this.stream = stream;
    this.progress = progress;
  }

  @Override
  public String description() {
    return images.description();
  }

  @Override
  public FeatureMoments moments() {
    FeatureMoments known = moments;
    if (known == null) {
      FeatureStatistics statistics =
          new FeatureStatistics(network.dimension(), LinearAlgebra.fastest());
      String name = images.dataset().name();
      file().forEach(row -> statistics.add(row, name));
      known = statistics.moments();
      moments = known;
    }
    return known;
  }

  @Override
  public float[][] features() {
    List<float[]> known = features;
    if (known == null) {
      List<float[]> rows = new ArrayList<>(images.count());
      file().forEach(rows::add);
      known = rows;
      features = known;
    }
    return known.toArray(float[][]::new);
  }

  @Override
  public Images images() {
    return images;
  }

  private FeatureFile file() {
    FeatureFile file = cache.file(network, images, "whole images");
    new FeatureRecording(
            "features of " + images.dataset().name(),
            images.count(),
            (first, taker) -> stream.from(network, images, first, taker),
            progress)
        .into(file);
    return file;
  }
}
