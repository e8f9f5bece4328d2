package org.cocogan.report.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.metric.Score;
import org.cocogan.tensor.HostArray;
import org.cocogan.training.Observations;
import org.cocogan.training.SampleImages;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.TrainingStep;
import org.cocogan.training.WatchedTraining;

/**
 * Writes a training's events for TensorBoard into its run's folder: losses and scores under the
 * names of the authors' code and under ours, distributions, samples, the configuration, and
 * hyperparameters.
 */
final class TensorBoard implements TrainingListener {
  private static final List<String> METRICS =
      List.of("FID/FID", "total_loss/d_loss", "total_loss/g_loss", "images_per_s");

  /** What the authors' code calls our losses. */
  private static final Map<String, String> AUTHORS =
      Map.of(
          "d_loss", "total_loss/d_loss",
          "g_loss", "total_loss/g_loss",
          "d_penalty", "D/gp_loss",
          "d_code_loss", "code/code_fake_loss");

  /** What the authors' code calls distributions, where it has them. */
  private static final Map<String, String> DISTRIBUTIONS =
      new TreeMap<>(
          Map.of(
              "slopes", "gp_slopes",
              "coordinate_real", "coord/c_real_pred",
              "coordinate_fake", "coord/c_fake_pred",
              "realness_real", "realness_real",
              "realness_fake", "realness_fake"));

  private final WatchedTraining training;
  private final SampleImages samples;
  private final EventFile events;

  private TensorBoard(WatchedTraining training, EventFile events) {
    this.training = training;
    this.samples = training.samples();
    this.events = events;
  }

  /** Begins a file of events. */
  static TensorBoard begin(WatchedTraining training) throws IOException {
    return new TensorBoard(training, EventFile.begin(training.folder(), training.start() + 1));
  }

  @Override
  public String product() {
    return "TensorBoard event";
  }

  @Override
  public void started(TrainingStart start) throws IOException {
    events.add(start.step(), HyperParameters.begun(training.experiment().settings(), METRICS));
    events.add(
        start.step(),
        new Summary()
            .text("config.yaml", "    " + training.experiment().toYaml().replace("\n", "\n    ")));
    events.flush();
  }

  @Override
  public void stepped(TrainingStep step) throws IOException {
    if (step.logged()) {
      events.add(step.step(), summary(step));
    }
    if (training.experiment().log().images().isDue(step.step())) {
      events.add(step.step(), new Summary().image("samples", samples.sheetAfter(step.step())));
    }
  }

  private static Summary summary(TrainingStep step) {
    Summary summary = new Summary().scalar("images_per_s", step.imagesPerSecond());
    step.losses()
        .forEach(
            (name, value) -> {
              summary.scalar(name, value);
              if (AUTHORS.containsKey(name)) {
                summary.scalar(AUTHORS.get(name), value);
              }
            });
    Map<String, HostArray> observed = step.observed();
    DISTRIBUTIONS.forEach(
        (name, tag) -> {
          if (observed.containsKey(name)) {
            summary.histogram(tag, observed.get(name).values());
          }
        });
    Map<String, Double> means = Observations.of(observed);
    means.forEach(summary::scalar);
    Double real = means.get("realness_real");
    Double fake = means.get("realness_fake");
    if (real != null && fake != null) {
      summary.scalar("D/adv_real", -real).scalar("D/adv_fake", fake).scalar("w_dist", real - fake);
    }
    error(means, "coordinate_error_real", "coord/coord_mse_real", summary);
    error(means, "coordinate_error_fake", "coord/coord_mse_fake", summary);
    return summary;
  }

  private static void error(Map<String, Double> means, String name, String tag, Summary summary) {
    Double error = means.get(name);
    if (error != null) {
      summary.scalar(tag, error);
    }
  }

  @Override
  public void scored(long step, Score score, boolean best) throws IOException {
    Summary summary = new Summary().scalar(score.name(), score.value());
    events.add(
        step, score.name().equals("fid") ? summary.scalar("FID/FID", score.value()) : summary);
  }

  /** Adds the spectral norms of the weights, and waits for the disk as the checkpoint has. */
  @Override
  public void saved(long step, Path folder) throws IOException {
    Map<String, Float> norms = SpectralNorms.of(training.variables());
    if (!norms.isEmpty()) {
      Summary summary = new Summary();
      float[] all = new float[norms.size()];
      int i = 0;
      for (Map.Entry<String, Float> norm : norms.entrySet()) {
        summary.scalar("spectral_norm/" + norm.getKey(), norm.getValue());
        all[i++] = norm.getValue();
      }
      events.add(step, summary.histogram("spectral_norms", all));
    }
    events.sync();
  }

  @Override
  public void ended(long step) throws IOException {
    events.add(step, HyperParameters.ended(true));
    events.close();
  }

  @Override
  public void failed(Throwable failure) throws IOException {
    events.add(training.start(), HyperParameters.ended(false));
    events.close();
  }
}
