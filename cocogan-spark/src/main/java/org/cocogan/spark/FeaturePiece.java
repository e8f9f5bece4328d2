package org.cocogan.spark;

import java.io.IOException;
import java.util.Optional;
import org.cocogan.plugin.Plugins;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * A piece of an evaluation: the features of images that are drawn for it.
 *
 * @param run what they are drawn from
 * @param backend the engine to draw with; empty for the usual one
 * @param seed of the latent vectors
 * @param range of the images
 * @param network computes the features
 */
record FeaturePiece(
    Bundle run, String backend, long seed, ImagesPiece.Range range, SentNetwork network)
    implements Piece<Features> {
  private static final long serialVersionUID = 1;

  @Override
  public Features run(ClusterProcess process) throws IOException {
    try (ClusterProcess.Borrowed borrowed = process.borrow(network);
        TrainedRun trained =
            process
                .runs()
                .open(
                    Workbench.create(Plugins.none()),
                    process.unpacked(run),
                    Optional.of(backend).filter(name -> !name.isEmpty()),
                    Precision.FLOAT32,
                    notice -> {});
        PatchRenderer renderer = trained.renderer(seed)) {
      return Features.of(
          borrowed.network(),
          renderer.imageSize(),
          trained.channels(),
          range.count(),
          (first, count) -> renderer.images(Math.toIntExact(range.first()) + first, count));
    }
  }
}
