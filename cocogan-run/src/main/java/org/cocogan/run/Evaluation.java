package org.cocogan.run;

import com.google.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.cocogan.CocoGanException;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.metric.ScorePicture;
import org.cocogan.metric.Shared;
import org.cocogan.plugin.Plugins;
import org.cocogan.provider.Parameters;
import org.cocogan.wiring.Catalogue;
import org.cocogan.wiring.Datasets;

/** Lets metrics measure generated images; each image is drawn once for all of them. */
public final class Evaluation {
  private final Map<String, MetricProvider> providers;
  private final Plugins plugins;
  private final ImagePass pass;

  @Inject
  Evaluation(Map<String, MetricProvider> providers, Plugins plugins, ImagePass pass) {
    this.providers = providers;
    this.plugins = plugins;
    this.pass = pass;
  }

  /**
   * The measurements of one metric.
   *
   * @param scores its numbers
   * @param maps its numbers by place, if it has such
   * @param pictures what shows the images that the scores speak of
   */
  public record Result(List<Score> scores, List<ScoreMap> maps, List<ScorePicture> pictures) {
    /** The same with other scores. */
    public Result withScores(List<Score> others) {
      return new Result(others, maps, pictures);
    }
  }

  /**
   * Measures images.
   *
   * @param images what is measured
   * @param parameters for each metric to compute, by name, the settings of its own
   * @param shared what the metrics share
   * @param notices takes lines for people
   * @param progress told how many images are through
   * @return what each metric came to, in the order of the parameters
   * @throws CocoGanException if there is no such metric, or it does not fit images or parameters
   */
  public Map<String, Result> measure(
      EvaluatedImages images,
      Map<String, Map<String, String>> parameters,
      Shared shared,
      Consumer<String> notices,
      IntConsumer progress) {
    parameters.keySet().forEach(this::provider);
    Map<String, Metric> metrics = new LinkedHashMap<>();
    try {
      parameters.forEach(
          (name, own) ->
              metrics.put(
                  name,
                  Given.use(
                      () ->
                          provider(name)
                              .create(
                                  request(
                                      images,
                                      Catalogue.parameters("metric", provider(name), own),
                                      shared,
                                      notices)))));
      pass.feed(images, metrics.values(), shared, progress);
      Map<String, Result> results = new LinkedHashMap<>();
      metrics.forEach(
          (name, metric) ->
              results.put(
                  name,
                  // In this order: the others are asked after the scores.
                  new Result(metric.scores(), metric.maps(), metric.pictures())));
      return results;
    } finally {
      metrics.values().forEach(Metric::close);
    }
  }

  private MetricProvider provider(String name) {
    MetricProvider provider = providers.get(name);
    if (provider == null) {
      throw new CocoGanException(
          "there is no metric %s; known: %s; %s"
              .formatted(
                  name, String.join(", ", new TreeSet<>(providers.keySet())), plugins.elsewhere()));
    }
    return provider;
  }

  private static MetricRequest request(
      EvaluatedImages images, Parameters parameters, Shared shared, Consumer<String> notices) {
    return new MetricRequest(
        images.size(),
        images.channels(),
        images.count(),
        images.coordinates(),
        images::real,
        parameters,
        shared,
        Datasets.cache(),
        notices);
  }
}
