package org.cocogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.StatisticsException;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.eval.statistics.StatisticsProvenance;
import org.cocogan.metric.ImageFeatures;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.metric.Shared;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureMetricsTest {
  private static final int COUNT = 200;
  private static final NoiseImages REAL = NoiseImages.plain(1, COUNT);
  private static final NoiseImages FAKE = NoiseImages.plain(2, COUNT);
  private static final FeatureProgress UNHEARD = (what, done, total) -> {};

  @TempDir Path cache;
  private final MeanColours network = new MeanColours("mean-colours.onnx", 0);
  private final List<String> notices = new ArrayList<>();

  private Reference real(FeatureNetwork opened) {
    return new ImageReference(
        opened,
        new Reference.Images(REAL, REAL.count(), "real"),
        cache,
        FeatureStream.HERE,
        UNHEARD);
  }

  private MetricRequest request(SharedFeatures features) {
    return request(features, Parameters.none());
  }

  private MetricRequest request(SharedFeatures features, Parameters parameters) {
    return new MetricRequest(
        NoiseImages.SIZE,
        3,
        COUNT,
        new Edges(new PatchLayout(NoiseImages.SIZE, new Size(4, 4), new Size(2, 2)), false, false),
        () -> REAL,
        parameters,
        sharing(features),
        cache,
        notices::add);
  }

  private static Shared sharing(SharedFeatures features) {
    return new Shared() {
      @Override
      public <T> Optional<T> find(Class<T> type) {
        return type.isInstance(features) ? Optional.of(type.cast(features)) : Optional.empty();
      }
    };
  }

  private SharedFeatures features(FeatureNetwork opened, Optional<Reference> reference) {
    return new SharedFeatures(opened, reference, UNHEARD, NoiseImages.SIZE, 3);
  }

  private static MetricProvider provider(String name) {
    return ServiceLoader.load(MetricProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Score> scores(
      FeatureNetwork opened, Reference reference, NoiseImages images, String... metrics) {
    SharedFeatures features = features(opened, Optional.of(reference));
    List<Metric> made =
        Stream.of(metrics).map(name -> provider(name).create(request(features))).toList();
    for (int i = 0; i < images.count(); i++) {
      byte[] image = images.image(i);
      made.forEach(metric -> metric.add(image));
    }
    Map<String, Score> scores = new LinkedHashMap<>();
    made.forEach(metric -> metric.scores().forEach(score -> scores.put(score.name(), score)));
    return scores;
  }

  private static double value(Map<String, Score> scores, String name) {
    return Optional.ofNullable(scores.get(name)).orElseThrow().value();
  }

  @Test
  void findsNoDistanceFromTheSameImages() {
    Map<String, Score> same = scores(network, real(network), REAL, "fid", "precision_recall");

    assertThat(value(same, "fid_by_mean_colours")).isCloseTo(0, within(1e-9));
    assertThat(value(same, "precision_by_mean_colours")).isEqualTo(1);
    assertThat(value(same, "recall_by_mean_colours")).isEqualTo(1);
  }

  @Test
  void densityAndCoverageAreTheirOwnWhereImagesAreTheSame() {
    Map<String, Score> same = scores(network, real(network), REAL, "density_coverage");

    assertThat(value(same, "coverage_by_mean_colours")).isEqualTo(1);
    // Each lies in its own ball and in those of the images it is a neighbour of: 5 in the mean.
    assertThat(value(same, "density_by_mean_colours")).isCloseTo(6 / 5.0, within(1e-9));
  }

  @Test
  void findsADistanceFromOtherImages() {
    NoiseImages bright = new NoiseImages(2, COUNT, new PixelRegion(0, 0, 4, 8));
    String[] metrics = {"fid", "kid", "precision_recall"};
    Map<String, Score> alike = scores(network, real(network), FAKE, metrics);
    Map<String, Score> other = scores(network, real(network), bright, metrics);

    // Every mean is 100 of 255 higher, and nothing else differs.
    assertThat(value(other, "fid_by_mean_colours"))
        .isCloseTo(3 * Math.pow(100 / 255.0, 2), within(0.02));
    assertThat(value(alike, "fid_by_mean_colours")).isBetween(0.0, 0.01);
    assertThat(value(other, "kid_by_mean_colours"))
        .isGreaterThan(value(alike, "kid_by_mean_colours"));
    assertThat(value(other, "precision_by_mean_colours")).isZero();
    assertThat(other.values()).allSatisfy(score -> assertThat(score.standardError()).isPresent());
  }

  @Test
  void passesEachImageThroughTheNetworkOnceForAllMetrics() {
    scores(network, real(network), FAKE, "fid", "kid", "precision_recall");

    assertThat(network.images()).isEqualTo(2 * COUNT);
  }

  @Test
  void keepsTheFeaturesOfRealImages() {
    scores(network, real(network), FAKE, "fid");
    scores(network, real(network), FAKE, "kid");

    assertThat(network.images()).isEqualTo(3 * COUNT);
  }

  @Test
  void goesOnWithRealImagesWhereItWasInterrupted() throws IOException {
    FeatureProgress interrupted =
        new FeatureProgress() {
          @Override
          public void advanced(String what, int done, int total) {}

          @Override
          public boolean stops() {
            return network.images() > 160;
          }
        };
    Reference.Images images = new Reference.Images(REAL, COUNT, "real");
    Reference stopped = new ImageReference(network, images, cache, FeatureStream.HERE, interrupted);

    assertThatThrownBy(stopped::moments)
        .isInstanceOf(CocoGanException.class)
        .hasMessage(
            "stopped after 160 of 200 features of noise; the next attempt goes on from there");
    damage(kept(".partial"), 0.99);
    int before = network.images();
    double[] resumed = real(network).moments().mean();

    assertThat(network.images() - before).isEqualTo(COUNT - 158);
    Reference whole =
        new ImageReference(
            network, images, cache.resolve("elsewhere"), FeatureStream.HERE, UNHEARD);
    assertThat(resumed).containsExactly(whole.moments().mean());
  }

  @Test
  void computesDamagedFeaturesAnew() throws IOException {
    double[] right = real(network).moments().mean();
    damage(kept(".features"), 0.5);

    assertThat(real(network).moments().mean()).containsExactly(right);
    assertThat(network.images()).isEqualTo(2 * COUNT);
  }

  @Test
  void takesTheFileOfOtherImagesForDamaged() throws IOException {
    Reference.Images others = new Reference.Images(REAL, COUNT, "others");
    real(network).moments();
    Path real = kept(".features");
    byte[] content = Files.readAllBytes(real);
    Files.delete(real);
    new ImageReference(network, others, cache, FeatureStream.HERE, UNHEARD).moments();
    Files.write(kept(".features"), content);

    new ImageReference(network, others, cache, FeatureStream.HERE, UNHEARD).moments();

    assertThat(network.images()).isEqualTo(3 * COUNT);
  }

  private Path kept(String ending) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("features"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("noise-.*" + ending))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Changes a bit at a share of a file. */
  private static void damage(Path file, double share) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[(int) (content.length * share)] ^= 1;
    Files.write(file, content);
  }

  @Test
  void callsOnlyScoresOfTheFidNetworkPlainly() {
    MeanColours inception = new MeanColours("inception-2015-12-05", 0);

    Map<String, Score> plain = scores(inception, real(inception), FAKE, "fid", "patch_fid");

    assertThat(plain.keySet()).containsExactly("fid", "patch_fid", "patch_fid_worst");
    assertThat(plain.values().iterator().next().description())
        .isEqualTo(
            "Fréchet distance of 200 images to 200 images of noise; inception-2015-12-05, unit");
  }

  @Test
  void findsWhereAnImageIsWorst() {
    NoiseImages right = new NoiseImages(2, COUNT, new PixelRegion(0, 4, 4, 4));
    SharedFeatures features = features(network, Optional.of(real(network)));
    MetricProvider patchFid = provider("patch_fid");
    Metric metric =
        patchFid.create(
            request(features, Parameters.of(patchFid.parameters(), Map.of("columns", "3"))));
    for (int i = 0; i < COUNT; i++) {
      metric.add(right.image(i));
    }

    List<Score> scores = metric.scores();

    ScoreMap map = metric.maps().get(0);
    double all = 3 * Math.pow(100 / 255.0, 2);
    assertThat(map.values()).hasDimensions(1, 3);
    assertThat(map.values()[0][0]).isBetween(0.0, 0.01);
    assertThat(map.values()[0][1]).isCloseTo(all / 4, within(0.02));
    assertThat(map.values()[0][2]).isCloseTo(all, within(0.02));
    assertThat(scores.get(1).value()).isEqualTo(map.values()[0][2]);
    assertThat(scores.get(1).description())
        .startsWith("the same where it is worst, at rows 0 to 3, columns 4 to 7");
  }

  @Test
  void comparesWithAFileOfStatistics() {
    Path file = cache.resolve("real.npz");
    write(file, network, "unit");

    Map<String, Score> byImages = scores(network, real(network), FAKE, "fid");
    Map<String, Score> byFile =
        scores(network, StatisticsReference.read(file, network, notices::add), FAKE, "fid");

    assertThat(value(byFile, "fid_by_mean_colours"))
        .isCloseTo(value(byImages, "fid_by_mean_colours"), within(1e-12));
    assertThat(notices).isEmpty();
  }

  private void write(Path file, FeatureNetwork of, String preprocessing) {
    StatisticsFile.write(
        file,
        real(network).moments(),
        new StatisticsProvenance(of.name(), of.digest(), preprocessing, COUNT, "noise"));
  }

  @Test
  void refusesStatisticsOfAnotherNetworkOrPreprocessing() {
    Path file = cache.resolve("real.npz");
    write(file, new MeanColours("other", 0), "unit");
    assertThatThrownBy(() -> StatisticsReference.read(file, network, notices::add))
        .isInstanceOf(StatisticsException.class)
        .hasMessageContaining(file + ": was measured with the network other")
        .hasMessageContaining("not with mean-colours.onnx");

    write(file, network, "clean");
    assertThatThrownBy(() -> StatisticsReference.read(file, network, notices::add))
        .hasMessageContaining("was measured with the preprocessing clean, not unit");
  }

  @Test
  void saysWhereStatisticsDoNotSayWhichNetworkTheyAreOf() throws Exception {
    Path file = cache.resolve("real.npz");
    write(file, network, "unit");
    Files.delete(cache.resolve("real.npz.json"));

    StatisticsReference.read(file, network, notices::add);

    assertThat(notices)
        .containsExactly(
            file + " does not say which network it is of; it is taken for mean-colours.onnx, unit");
  }

  @Test
  void refusesStatisticsWhereImagesAreNeeded() {
    Path file = cache.resolve("real.npz");
    write(file, network, "unit");
    Reference statistics = StatisticsReference.read(file, network, notices::add);
    int before = network.images();

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> scores(network, statistics, FAKE, "kid"))
        .withMessageEndingWith(
            "a metric compares with the features of single images; name the data set instead:"
                + " --against DATA");
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> scores(network, statistics, FAKE, "precision_recall"))
        .withMessageContaining("compares with the features of single images");
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> scores(network, statistics, FAKE, "patch_fid"))
        .withMessageContaining("compares with images");
    // Refused before any image was measured.
    assertThat(network.images()).isEqualTo(before);
  }

  /** A metric of a third party, which knows the interfaces alone. */
  @Test
  void letsOtherMetricsSeeTheSameFeatures() {
    SharedFeatures shared = features(network, Optional.of(real(network)));
    List<float[]> seen = new ArrayList<>();
    ImageFeatures features = request(shared).shared().find(ImageFeatures.class).orElseThrow();
    Consumer<byte[]> images = features.subscribe(batch -> seen.addAll(List.of(batch)));
    Metric fid = provider("fid").create(request(shared));

    for (int i = 0; i < 3; i++) {
      fid.add(FAKE.image(i));
      images.accept(FAKE.image(i));
    }
    features.finish();

    assertThat(seen).hasSize(3).allMatch(row -> row.length == features.dimension());
    assertThat(network.images()).isEqualTo(COUNT + 3);
    assertThat(features.realFeatures("mine")).hasDimensions(COUNT, 3);
    assertThat(features.description()).isEqualTo("mean-colours.onnx, unit");
  }

  @Test
  void saysWhatAMetricLacks() {
    MetricProvider fid = provider("fid");
    MetricRequest nothing =
        new MetricRequest(
            NoiseImages.SIZE,
            3,
            COUNT,
            new Edges(
                new PatchLayout(NoiseImages.SIZE, NoiseImages.SIZE, NoiseImages.SIZE),
                false,
                false),
            () -> REAL,
            Parameters.none(),
            Shared.nothing(),
            cache,
            notices::add);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> fid.create(nothing))
        .withMessage("the metric fid needs a feature network, and there is none here");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fid.create(request(features(network, Optional.empty()))))
        .withMessage(
            "the metric fid compares with real images; name them, or a file of their statistics,"
                + " with --against");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> provider("inception_score").create(request(features(network, Optional.empty()))))
        .withMessage(
            "the metric inception_score needs a network that tells classes apart, but"
                + " mean-colours.onnx has features alone");
  }

  @Test
  void scoresClassesWithoutRealImages() {
    MeanColours classifier = new MeanColours("colours.onnx", 3);
    SharedFeatures features = features(classifier, Optional.empty());
    Metric metric = provider("inception_score").create(request(features));
    for (int i = 0; i < COUNT; i++) {
      metric.add(FAKE.image(i));
    }

    Score score = metric.scores().get(0);

    assertThat(score.name()).isEqualTo("inception_score_by_colours");
    assertThat(score.value()).isBetween(1.0, 1.1);
    assertThat(score.better()).isEqualTo(Score.Better.HIGHER);
  }

  @Test
  void saysWhereThereAreFewerImagesThanFeaturesNeed() {
    assertThat(toldBy("fid", 3))
        .contains("fid: 3 samples are fewer than the 4 that 3 features need");
    assertThat(toldBy("fid", 4)).isEmpty();
    assertThat(toldBy("patch_fid", 3)).contains("patch_fid by place: 3 samples are fewer than");
    assertThat(toldBy("patch_fid", 4)).isEmpty();
  }

  /** What is told before so many images are measured. */
  private String toldBy(String metric, int images) {
    notices.clear();
    MetricRequest usual = request(features(network, Optional.of(real(network))));
    provider(metric)
        .create(
            new MetricRequest(
                usual.imageSize(),
                usual.channels(),
                images,
                usual.coordinates(),
                usual.real(),
                usual.parameters(),
                usual.shared(),
                usual.cache(),
                usual.notices()));
    return String.join("", notices);
  }
}
