package org.cocogan.spark;

import com.google.inject.Binder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.cocogan.cli.Main;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.FeatureStatistics;
import org.cocogan.eval.statistics.FeatureSums;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.patch.Size;
import org.cocogan.plugin.Plugins;
import org.cocogan.run.ReferenceMoments;
import org.cocogan.run.StoredImages;
import org.cocogan.spark.ImagesPiece.Range;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;

/**
 * Finds mean and covariance of the features of images in pieces, which machines read where the
 * driver reads them; of each come the sums, whose size does not depend on the number of images.
 */
final class StatsOnCluster implements ClusterCommand {
  @Override
  public int run(Words words, Cluster cluster, PrintWriter out, PrintWriter err)
      throws IOException {
    SentNetwork sent = SentNetwork.of(words, cluster);
    int pieces = (int) words.number(PIECES, cluster.pieces());
    ReferenceMoments moments =
        (dataset, count, network, references) ->
            merged(
                network,
                cluster.run(
                    Range.cut(0, Math.min(count, dataset.count()), pieces).stream()
                        .<Piece<FeatureSums>>map(range -> piece(words, dataset, range, sent))
                        .toList()));
    return Main.commandLine(
            out, err, (Binder binder) -> binder.bind(ReferenceMoments.class).toInstance(moments))
        .execute(words.without(PIECES).toArray(String[]::new));
  }

  private static Piece<FeatureSums> piece(
      Words words, Dataset dataset, Range range, SentNetwork network) {
    String data = Words.everywhere(words.subject());
    int height = dataset.imageSize().height();
    int width = dataset.imageSize().width();
    int channels = dataset.channels();
    return process -> sums(process, data, height, width, channels, range, network);
  }

  private static FeatureSums sums(
      ClusterProcess process,
      String data,
      int height,
      int width,
      int channels,
      Range range,
      SentNetwork network)
      throws IOException {
    Size size = new Size(height, width);
    Datasets datasets = Workbench.create(Plugins.none()).instance(Datasets.class);
    try (ClusterProcess.Borrowed borrowed = process.borrow(network);
        Dataset dataset = datasets.open(data, Optional.of(size), channels, notice -> {})) {
      StoredImages images = new StoredImages(dataset, dataset.count(), other -> dataset);
      Features features =
          Features.of(
              borrowed.network(),
              size,
              channels,
              range.count(),
              (first, count) -> images.pixels(Math.toIntExact(range.first()) + first, count));
      FeatureStatistics statistics = empty(borrowed.network());
      for (float[] row : features.features()) {
        statistics.add(row, dataset.name());
      }
      return statistics.sums();
    }
  }

  private static FeatureStatistics empty(FeatureNetwork network) {
    return new FeatureStatistics(network.dimension(), LinearAlgebra.fastest());
  }

  /** In the order of the pieces, so that the result is always the same. */
  private static FeatureMoments merged(FeatureNetwork network, List<FeatureSums> pieces) {
    FeatureStatistics all = empty(network);
    pieces.forEach(all::merge);
    return all.moments();
  }
}
