package org.cocogan.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.cocogan.CocoGanException;
import org.cocogan.eval.FeatureStream;
import org.cocogan.eval.SharedFeatures;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Shared;
import org.cocogan.run.EvaluatedImages;
import org.cocogan.run.GeneratedImages;
import org.cocogan.run.ImagePass;
import org.cocogan.run.RealFeatures;
import org.cocogan.run.TrainedRun;

/**
 * Has images drawn, or read that they are compared with, and their features computed, in pieces;
 * whoever asks gets the features in order.
 */
final class ClusterPass implements ImagePass, RealFeatures {
  private final Map<Path, Bundle> runs = new HashMap<>();
  private final Cluster cluster;
  private final SentNetwork network;
  private final String backend;
  private final int pieces;

  ClusterPass(Cluster cluster, SentNetwork network, Optional<String> backend, int pieces) {
    this.cluster = cluster;
    this.network = network;
    this.backend = backend.orElse("");
    this.pieces = pieces;
  }

  @Override
  public void feed(
      EvaluatedImages images, Collection<Metric> metrics, Shared shared, IntConsumer progress) {
    SharedFeatures features = shared.find(SharedFeatures.class).orElseThrow();
    int done = 0;
    for (FeatureBatch piece : features(images, "", 0, images.count())) {
      features.take(piece);
      done += piece.features().length;
      progress.accept(done);
    }
  }

  @Override
  public FeatureStream of(String data, EvaluatedImages compared) {
    String everywhere = Words.everywhere(data);
    return (opened, images, first, taker) ->
        features(compared, everywhere, first, images.count()).forEach(taker);
  }

  /**
   * The features of images of a run, or of data like those.
   *
   * @param data what names them; empty for the run's own
   * @param first number of the first
   * @param end that after the last
   */
  private List<FeatureBatch> features(EvaluatedImages images, String data, int first, int end) {
    if (!(images instanceof GeneratedImages generated) || generated.checkpoint().isEmpty()) {
      throw new CocoGanException(
          "a cluster evaluates runs; images that are there are for one machine: ./cocogan"
              + " evaluate");
    }
    Bundle run = runs.computeIfAbsent(generated.checkpoint().get(), this::sent);
    long seed = generated.renderer().seed();
    return cluster
        .run(
            ImagesPiece.Range.cut(first, end - first, pieces).stream()
                .map(range -> new FeaturePiece(run, backend, seed, data, range, network))
                .toList())
        .stream()
        .map(piece -> new FeatureBatch(piece.features(), piece.logits()))
        .toList();
  }

  private Bundle sent(Path checkpoint) {
    try {
      return cluster.send(checkpoint, TrainedRun.files(checkpoint, notice -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
