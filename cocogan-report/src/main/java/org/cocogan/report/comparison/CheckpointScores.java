package org.cocogan.report.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.metric.Score;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.Evaluation;
import org.cocogan.run.FeatureSource;
import org.cocogan.run.GeneratedImages;
import org.cocogan.run.RunOpener;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * Measures checkpoints, all with the same metric, network, reference and latent vectors.
 *
 * @param metric by its name; its first score counts
 * @param samples images of each checkpoint
 * @param notices takes lines for people
 */
public record CheckpointScores(
    Workbench workbench,
    FeatureSource source,
    String metric,
    int samples,
    Consumer<String> notices) {
  /** A checkpoint's score. */
  record Scored(long step, Score score) {}

  /**
   * Measures one.
   *
   * @param checkpoint its folder, or that of a run, whose latest is measured
   */
  Scored of(Path checkpoint) throws IOException {
    try (TrainedRun trained =
            workbench
                .instance(RunOpener.class)
                .open(workbench, checkpoint, Optional.empty(), Precision.FLOAT32, notices);
        PatchRenderer renderer = trained.renderer(TrainedRun.USUAL_SEED)) {
      GeneratedImages images = GeneratedImages.of(workbench, trained, renderer, samples, notices);
      Evaluation.Result result =
          workbench
              .instance(Evaluation.class)
              .measure(images, Map.of(metric, Map.of()), source.of(images), notices, measured -> {})
              .get(metric);
      if (result == null || result.scores().isEmpty()) {
        throw new CocoGanException("the metric " + metric + " gives no score to compare by");
      }
      return new Scored(trained.step(), result.scores().get(0));
    }
  }
}
