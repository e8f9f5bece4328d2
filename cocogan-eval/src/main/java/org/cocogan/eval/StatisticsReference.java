package org.cocogan.eval;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.StatisticsException;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.text.Counted;

/**
 * A file of statistics to compare with.
 *
 * @param file its path
 * @param moments what it holds
 * @param description what they are statistics of
 */
public record StatisticsReference(Path file, FeatureMoments moments, String description)
    implements Reference {
  /**
   * Reads a file.
   *
   * @param network whose features are to be compared with
   * @param notices told if the file does not say which network it is of
   * @throws StatisticsException if it cannot be read, or is of another network, preprocessing or
   *     dimension
   */
  public static StatisticsReference read(
      Path file, FeatureNetwork network, Consumer<String> notices) {
    StatisticsFile read = StatisticsFile.read(file, network.name(), network.dimension());
    read.requireMadeWith(
        network.name(), network.digest(), network.preprocessing().toString(), network.dimension());
    if (read.provenance().isEmpty()) {
      notices.accept(
          file
              + " does not say which network it is of; it is taken for "
              + network.name()
              + ", "
              + network.preprocessing());
    }
    String description =
        read.provenance()
            .map(from -> Counted.of(from.count(), "image") + " of " + from.source())
            .orElse(String.valueOf(file.getFileName()));
    return new StatisticsReference(file, read.moments(), description);
  }

  @Override
  public float[][] features() {
    throw statisticsOnly("the features of single images");
  }

  @Override
  public Images images() {
    throw statisticsOnly("images");
  }

  private StatisticsException statisticsOnly(String wanted) {
    return new StatisticsException(
        file
            + " holds mean and covariance alone, and a metric compares with "
            + wanted
            + "; name the data set instead: --against DATA");
  }
}
