package org.cocogan.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.cocogan.CocoGanException;
import org.cocogan.eval.SharedFeatures;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Shared;
import org.cocogan.run.EvaluatedImages;
import org.cocogan.run.GeneratedImages;
import org.cocogan.run.ImagePass;
import org.cocogan.run.TrainedRun;

/** Has images drawn, and their features computed, in pieces; metrics get the features in order. */
final class ClusterPass implements ImagePass {
  private final Cluster cluster;
  private final SentNetwork network;
  private final Optional<String> backend;
  private final int pieces;

  ClusterPass(Cluster cluster, SentNetwork network, Optional<String> backend, int pieces) {
    this.cluster = cluster;
    this.network = network;
    this.backend = backend;
    this.pieces = pieces;
  }

  @Override
  public void feed(
      EvaluatedImages images, Collection<Metric> metrics, Shared shared, IntConsumer progress) {
    if (!(images instanceof GeneratedImages generated) || generated.checkpoint().isEmpty()) {
      throw new CocoGanException(
          "a cluster evaluates runs; images that are there are for one machine: ./cocogan"
              + " evaluate");
    }
    SharedFeatures features = shared.find(SharedFeatures.class).orElseThrow();
    int done = 0;
    for (Features piece : features(generated, generated.checkpoint().get())) {
      features.take(new FeatureBatch(piece.features(), piece.logits()));
      done += piece.features().length;
      progress.accept(done);
    }
  }

  private List<Features> features(GeneratedImages images, Path checkpoint) {
    try {
      Bundle run = cluster.send(checkpoint, TrainedRun.files(checkpoint, notice -> {}));
      long seed = images.renderer().seed();
      return cluster.run(
          ImagesPiece.Range.cut(0, images.count(), pieces).stream()
              .map(range -> new FeaturePiece(run, backend.orElse(""), seed, range, network))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
