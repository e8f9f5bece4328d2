package org.cocogan.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.eval.FidProvider;
import org.cocogan.experiment.Stage;
import org.cocogan.figure.CurveFigure;
import org.cocogan.metric.Score;
import org.cocogan.run.BestCheckpoint.BestScore;
import org.cocogan.tensor.Variables;

/**
 * Measures FID while a generator is trained: logs it, draws its curve, and keeps the checkpoint
 * that scores best. Whatever fails is told in one line, and the training goes on.
 *
 * @param stage what is trained; a checkpoint that is kept has the settings of all stages
 * @param features opens network and reference for one measurement
 * @param images what the generator draws as it is
 * @param stop whether the training is to end
 */
record FidDuringTraining(
    Stage stage,
    Variables variables,
    Evaluation evaluation,
    Supplier<FeatureSource> features,
    EvaluatedImages images,
    RunDirectory run,
    MetricsLog log,
    BestCheckpoint best,
    Progress progress,
    BooleanSupplier stop) {

  /** Measures the generator as it is after so many steps, if that is due. */
  void measureIfDue(long step) {
    if (!stage.now().log().fid().isDue(step)) {
      return;
    }
    try (FeatureSource source = features.get()) {
      Score score =
          evaluation
              .measure(
                  images,
                  Map.of(FidProvider.NAME, Map.of(FidProvider.GROUPS, "0")),
                  source.of(images),
                  progress::say,
                  this::drawn)
              .values()
              .iterator()
              .next()
              .scores()
              .get(0);
      keep(step, score);
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      progress.say(
          stop.getAsBoolean()
              ? "stopped before FID was measured after step " + step
              : "FID could not be measured after step "
                  + step
                  + ", going on: "
                  + Objects.requireNonNullElseGet(e.getMessage(), e::toString));
    }
  }

  private void drawn(int count) {
    if (stop.getAsBoolean()) {
      throw new IllegalStateException("stopped");
    }
    progress.show(String.format(Locale.ROOT, "%s of %d images", count, images.count()));
  }

  private void keep(long step, Score score) throws IOException {
    log.writeScore(step, score.name(), score.value());
    boolean isBest =
        best.offer(
            new BestScore(step, score.name(), score.value(), measured(score)),
            stage.whole().toYaml(),
            variables);
    progress.say(
        String.format(
            Locale.ROOT,
            "step %d  %s %.3f%s",
            step,
            score.name(),
            score.value(),
            isBest ? "  the best so far" : ""));
    drawCurve(score);
  }

  /**
   * What was measured and how: with the images' size where networks grow, for sizes do not compare.
   */
  private String measured(Score score) {
    return stage.whole().training().growth().from().isEmpty()
        ? score.description()
        : score.description() + ", of " + images.size();
  }

  private void drawCurve(Score score) throws IOException {
    List<CurveFigure.Point> points =
        MetricsLog.read(run.metrics(), score.name()).entrySet().stream()
            .map(
                entry ->
                    new CurveFigure.Point(entry.getKey(), entry.getValue(), OptionalDouble.empty()))
            .toList();
    PixelImage curve = CurveFigure.of(score.name(), "the lower, the better", points);
    Images.writePng(run.curve(score.name()), curve.pixels(), curve.size(), curve.channels());
  }
}
