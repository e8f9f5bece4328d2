package org.cocogan.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.FeatureProgress;
import org.cocogan.eval.FeatureStream;
import org.cocogan.eval.ImageReference;
import org.cocogan.eval.Reference;
import org.cocogan.eval.StatisticsReference;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.wiring.Datasets;

/** Opens what generated images are compared with, and closes it in the end. */
public final class References implements AutoCloseable {
  private static final String STATISTICS = ".npz";

  private final RealFeatures features;
  private final FeatureProgress progress;
  private final Consumer<String> notices;
  private final List<Dataset> opened = new ArrayList<>();

  /**
   * Prepares the references, whose features this process computes; nothing is opened yet.
   *
   * @param progress hears how far features of real images have come
   * @param notices takes lines for people
   */
  public References(FeatureProgress progress, Consumer<String> notices) {
    this(new RealFeatures.Here(), progress, notices);
  }

  /**
   * Prepares the references; nothing is opened yet.
   *
   * @param features computes those of images
   * @param progress hears how far features of real images have come
   * @param notices takes lines for people
   */
  public References(RealFeatures features, FeatureProgress progress, Consumer<String> notices) {
    this.features = features;
    this.progress = progress;
    this.notices = notices;
  }

  /** Whether a path names statistics rather than images. */
  public static boolean isStatistics(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(STATISTICS);
  }

  /**
   * Opens statistics or images.
   *
   * @param path a file of statistics, or what names images
   * @param compared the images that are compared with them
   * @param most how many of the first images count
   */
  public Reference open(String path, EvaluatedImages compared, int most, FeatureNetwork network) {
    if (isStatistics(path)) {
      return StatisticsReference.read(Path.of(path), network, notices);
    }
    Dataset dataset = compared.alike(path);
    opened.add(dataset);
    return images(dataset, most, network, features.of(path, compared));
  }

  /** Images of a data set that somebody else closes. */
  public Reference images(Dataset dataset, int most, FeatureNetwork network) {
    return images(dataset, most, network, FeatureStream.HERE);
  }

  private Reference images(
      Dataset dataset, int most, FeatureNetwork network, FeatureStream stream) {
    int count = Math.min(dataset.count(), most);
    return new ImageReference(
        network,
        new Reference.Images(dataset, count, DataDigest.of(dataset, count)),
        Datasets.cache(),
        stream,
        progress);
  }

  @Override
  public void close() {
    opened.forEach(Dataset::close);
  }
}
