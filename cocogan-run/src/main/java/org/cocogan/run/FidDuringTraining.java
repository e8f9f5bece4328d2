package org.cocogan.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStep;

/**
 * Measures FID while a generator is trained, draws its curve, and keeps the checkpoint that scores
 * best.
 *
 * @param stage what is trained; a checkpoint that is kept has the settings of all stages
 * @param features opens network and reference for one measurement
 * @param images what the generator draws as it is
 * @param listeners hear the scores
 * @param stop whether the training is to end
 */
record FidDuringTraining(
    Stage stage,
    Variables variables,
    Evaluation evaluation,
    Supplier<FeatureSource> features,
    EvaluatedImages images,
    RunDirectory run,
    BestCheckpoint best,
    TrainingListeners listeners,
    BooleanSupplier stop)
    implements TrainingListener {

  @Override
  public String product() {
    return "FID";
  }

  @Override
  public void stepped(TrainingStep step) throws IOException {
    if (!stage.now().log().fid().isDue(step.step())) {
      return;
    }
    Score score;
    try (FeatureSource source = features.get()) {
      score = measured(source);
    } catch (RuntimeException e) {
      if (!stop.getAsBoolean()) {
        throw e;
      }
      listeners.say("stopped before FID was measured after step " + step.step());
      return;
    }
    keep(step.step(), score);
  }

  private Score measured(FeatureSource source) {
    return evaluation
        .measure(
            images,
            Map.of(FidProvider.NAME, parameters()),
            source.of(images),
            listeners::say,
            this::drawn)
        .values()
        .iterator()
        .next()
        .scores()
        .get(0);
  }

  /**
   * The parameters of the configuration; without any, the standard error, which takes time, is left
   * out.
   */
  private Map<String, String> parameters() {
    return stage
        .now()
        .log()
        .metricParameters()
        .getOrDefault(FidProvider.NAME, Map.of(FidProvider.GROUPS.name(), "0"));
  }

  private void drawn(int count) {
    if (stop.getAsBoolean()) {
      throw new IllegalStateException("stopped");
    }
    listeners.working("%s of %s images".formatted(count, images.count()));
  }

  private void keep(long step, Score score) throws IOException {
    BestScore measured = new BestScore(step, score.name(), score.value(), described(score));
    boolean isBest = best.isBeatenBy(measured);
    listeners.scored(step, score, isBest);
    if (isBest) {
      best.replace(measured, stage.whole().toYaml(), variables);
    }
    drawCurve(score);
  }

  /**
   * What was measured and how: with the images' size where networks grow, for sizes do not compare.
   */
  private String described(Score score) {
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
