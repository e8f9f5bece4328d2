package org.cocogan.cli.run;

import com.google.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.cocogan.cli.CommandException;
import org.cocogan.cli.plugin.Plugins;
import org.cocogan.cli.wiring.Datasets;
import org.cocogan.experiment.Experiment;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.render.PatchRenderer;

/** Lets metrics measure the images of a run; each image is drawn once for all of them. */
public final class Evaluation {
  private static final int IMAGES_AT_ONCE = 64;

  private final Experiment experiment;
  private final CoordinateSystem coordinates;
  private final Map<String, MetricProvider> providers;
  private final Plugins plugins;
  private final Datasets datasets;

  @Inject
  Evaluation(
      Experiment experiment,
      CoordinateSystem coordinates,
      Map<String, MetricProvider> providers,
      Plugins plugins,
      Datasets datasets) {
    this.experiment = experiment;
    this.coordinates = coordinates;
    this.providers = providers;
    this.plugins = plugins;
    this.datasets = datasets;
  }

  /**
   * Draws images and measures them.
   *
   * @param renderer draws the run's images, of which the first are measured
   * @param images how many, at least one
   * @param parameters for each metric to compute, by name, the settings of its own
   * @param notices takes lines for people
   * @param progress told how many images are drawn
   * @return the scores of each metric, in the order of the parameters
   * @throws CommandException if there is no such metric
   */
  public Map<String, List<Score>> measure(
      PatchRenderer renderer,
      int images,
      Map<String, Map<String, String>> parameters,
      Consumer<String> notices,
      IntConsumer progress) {
    parameters.keySet().forEach(this::provider);
    Map<String, Metric> metrics = new LinkedHashMap<>();
    try {
      parameters.forEach(
          (name, own) -> {
            MetricRequest request = request(renderer, images, own, notices);
            metrics.put(name, provider(name).create(request));
          });
      draw(renderer, images, metrics.values(), progress);
      Map<String, List<Score>> scores = new LinkedHashMap<>();
      metrics.forEach((name, metric) -> scores.put(name, metric.scores()));
      return scores;
    } finally {
      metrics.values().forEach(Metric::close);
    }
  }

  private MetricProvider provider(String name) {
    MetricProvider provider = providers.get(name);
    if (provider == null) {
      throw new CommandException(
          "there is no metric %s; known: %s; %s"
              .formatted(
                  name, String.join(", ", new TreeSet<>(providers.keySet())), plugins.elsewhere()));
    }
    return provider;
  }

  private MetricRequest request(
      PatchRenderer renderer,
      int images,
      Map<String, String> parameters,
      Consumer<String> notices) {
    return new MetricRequest(
        renderer.imageSize(),
        experiment.data().channels(),
        images,
        coordinates,
        () -> datasets.open(experiment.data(), false, () -> false, notices),
        Map.copyOf(parameters),
        Datasets.cache(),
        notices);
  }

  private static void draw(
      PatchRenderer renderer, int images, Collection<Metric> metrics, IntConsumer progress) {
    for (int done = 0; done < images; done += IMAGES_AT_ONCE) {
      int count = Math.min(IMAGES_AT_ONCE, images - done);
      for (byte[] image : renderer.images(done, count)) {
        metrics.forEach(metric -> metric.add(image));
      }
      progress.accept(done + count);
    }
  }
}
