package org.cocogan.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.FeatureStatistics;
import org.cocogan.eval.statistics.FrechetDistance;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.metric.ScoreMap;

/** The Fréchet distance of the patches at every place, and of all together. */
final class PatchFidMetric implements Metric {
  private final FeatureNetwork network;
  private final Reference.Images real;
  private final FeatureProgress progress;
  private final PatchPlaces places;
  private final int channels;
  private final FeatureCache cache;
  private final LinearAlgebra algebra = LinearAlgebra.fastest();
  private final List<FeatureImage> waiting = new ArrayList<>();
  private final List<FeatureStatistics> generated;
  private long patches;
  private double[][] distances = new double[0][];

  PatchFidMetric(SharedFeatures features, PatchPlaces places, int channels, Path cache) {
    this.network = features.network();
    this.real = features.reference(PatchFidProvider.NAME).images();
    this.progress = features.progress();
    this.places = places;
    this.channels = channels;
    this.cache = new FeatureCache(cache);
    if (!real.dataset().imageSize().equals(places.image())) {
      throw new IllegalArgumentException(
          PatchFidProvider.NAME
              + " compares patches of images of one size, but those of "
              + real.dataset().name()
              + " are "
              + real.dataset().imageSize()
              + " and the generated "
              + places.image());
    }
    generated = empty();
  }

  private List<FeatureStatistics> empty() {
    return IntStream.range(0, places.count())
        .mapToObj(place -> new FeatureStatistics(network.dimension(), algebra))
        .toList();
  }

  @Override
  public void add(byte[] image) {
    for (int place = 0; place < places.count(); place++) {
      waiting.add(new FeatureImage(places.patch(), channels, places.cut(image, channels, place)));
      if (waiting.size() == SharedFeatures.IMAGES_AT_ONCE) {
        flush();
      }
    }
  }

  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    for (float[] row : network.features(List.copyOf(waiting)).features()) {
      long image = patches / places.count();
      generated
          .get((int) (patches % places.count()))
          .add(row, "a patch of generated image " + image);
      patches++;
    }
    waiting.clear();
  }

  @Override
  public List<Score> scores() {
    flush();
    List<FeatureStatistics> real = realStatistics();
    distances = new double[places.rows()][places.columns()];
    int worst = 0;
    for (int place = 0; place < places.count(); place++) {
      distances[place / places.columns()][place % places.columns()] =
          distance(real.get(place), generated.get(place));
      if (at(place) > at(worst)) {
        worst = place;
      }
    }
    NamedScores names = new NamedScores(network);
    String patch = "macro patches of " + places.patch();
    return List.of(
        names.of(
            PatchFidProvider.NAME,
            distance(joined(real), joined(generated)),
            OptionalDouble.empty(),
            Better.LOWER,
            "Fréchet distance of "
                + patches
                + " "
                + patch
                + " to those of "
                + this.real.description()),
        names.of(
            PatchFidProvider.NAME + "_worst",
            at(worst),
            OptionalDouble.empty(),
            Better.LOWER,
            "the same where it is worst, at " + places.describe(worst)));
  }

  private double at(int place) {
    return distances[place / places.columns()][place % places.columns()];
  }

  private double distance(FeatureStatistics real, FeatureStatistics fake) {
    return new FrechetDistance(real.moments(), algebra).to(fake.moments());
  }

  private FeatureStatistics joined(List<FeatureStatistics> parts) {
    FeatureStatistics all = new FeatureStatistics(network.dimension(), algebra);
    parts.forEach(all::merge);
    return all;
  }

  private List<FeatureStatistics> realStatistics() {
    FeatureFile file = cache.file(network, real, places.toString());
    int patches = Product.of(real.count(), places.count());
    new FeatureRecording(
            "features of patches of " + real.dataset().name(),
            patches,
            (first, taker) ->
                network.stream(patches - first, number -> patch(first + number), taker),
            progress)
        .into(file);
    List<FeatureStatistics> statistics = empty();
    int[] next = {0};
    file.forEach(
        row -> statistics.get(next[0]++ % statistics.size()).add(row, real.dataset().name()));
    return statistics;
  }

  private FeatureImage patch(int number) {
    return real.part(number / places.count(), places.region(number % places.count()));
  }

  @Override
  public List<ScoreMap> maps() {
    return List.of(
        new ScoreMap(
            new NamedScores(network).name(PatchFidProvider.NAME),
            distances,
            Better.LOWER,
            "Fréchet distance of macro patches of " + places.patch() + " by place"));
  }

  @Override
  public void close() {}
}
