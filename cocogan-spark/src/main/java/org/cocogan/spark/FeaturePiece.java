package org.cocogan.spark;

import java.io.IOException;
import java.util.Optional;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.plugin.Plugins;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.EvaluatedImages;
import org.cocogan.run.GeneratedImages;
import org.cocogan.run.StoredImages;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * A piece of an evaluation: the features of images that are drawn for it, or of those that they are
 * compared with.
 *
 * @param run what they are drawn from
 * @param backend the engine to draw with; empty for the usual one
 * @param seed of the latent vectors
 * @param data names what is compared with, which machines read where the driver reads it; empty for
 *     what is drawn
 * @param range of the images
 * @param network computes the features
 */
record FeaturePiece(
    Bundle run,
    String backend,
    long seed,
    String data,
    ImagesPiece.Range range,
    SentNetwork network)
    implements Piece<Features> {
  private static final long serialVersionUID = 1;

  @Override
  public Features run(ClusterProcess process) throws IOException {
    Workbench workbench = Workbench.create(Plugins.none());
    try (ClusterProcess.Borrowed borrowed = process.borrow(network);
        TrainedRun trained =
            process
                .runs()
                .open(
                    workbench,
                    process.unpacked(run),
                    Optional.of(backend).filter(name -> !name.isEmpty()),
                    Precision.FLOAT32,
                    notice -> {});
        PatchRenderer renderer = trained.renderer(seed)) {
      GeneratedImages drawn =
          GeneratedImages.of(workbench, trained, renderer, range.count(), notice -> {});
      if (data.isEmpty()) {
        return features(borrowed.network(), drawn);
      }
      try (Dataset dataset = drawn.alike(data)) {
        return features(
            borrowed.network(), new StoredImages(dataset, dataset.count(), drawn::alike));
      }
    }
  }

  private Features features(FeatureNetwork open, EvaluatedImages images) {
    return Features.of(
        open,
        images.size(),
        images.channels(),
        range.count(),
        (first, count) -> images.pixels(Math.toIntExact(range.first()) + first, count));
  }
}
