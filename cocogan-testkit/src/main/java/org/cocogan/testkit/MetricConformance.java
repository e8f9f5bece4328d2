package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.metric.ScorePicture;
import org.cocogan.metric.Shared;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance kit of a {@link Metric}: extend it, supply the provider and a coordinate system,
 * and run it with JUnit. It measures images of random pixels.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MetricConformance {
  @TempDir private Path cache = Path.of("cache");

  /** Makes the kit. */
  protected MetricConformance() {}

  /** What makes the metric to judge. */
  protected abstract MetricProvider provider();

  /** The coordinate system of the images; they have the size of its layout. */
  protected abstract CoordinateSystem coordinates();

  /** Values of the provider's own parameters, by name; the rest have their defaults. */
  protected Map<String, String> parameters() {
    return Map.of();
  }

  /** The channels of the images: 1 or 3. */
  protected int channels() {
    return 3;
  }

  /** How many images it takes to be measured. */
  protected int images() {
    return 20;
  }

  /** The real images, for a metric that compares with them. */
  protected Dataset real() {
    throw new IllegalStateException("this kit has no real images; override real()");
  }

  /** What the metric shares with others, such as the features of the images. */
  protected Shared shared() {
    return Shared.nothing();
  }

  private Metric metric() {
    return provider()
        .create(
            new MetricRequest(
                coordinates().layout().full(),
                channels(),
                images(),
                coordinates(),
                this::real,
                ProviderChecks.parameters(provider(), parameters()),
                shared(),
                cache,
                notice -> {}));
  }

  private List<byte[]> pixels() {
    Size size = coordinates().layout().full();
    Random random = new Random(5);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < images(); i++) {
      byte[] image = new byte[Product.of(size.height(), size.width(), channels())];
      random.nextBytes(image);
      all.add(image);
    }
    return all;
  }

  /** Name, description and parameters. */
  @Test
  public final void describesItself() {
    ProviderChecks.describesItself(provider());
  }

  /** At least one score, each with a name of its own, a finite number and a description. */
  @Test
  public final void givesScores() {
    try (Metric metric = metric()) {
      pixels().forEach(metric::add);
      List<Score> scores = metric.scores();

      assertThat(scores).as("scores()").isNotEmpty();
      assertThat(scores).as("names of scores()").extracting(Score::name).doesNotHaveDuplicates();
      for (Score score : scores) {
        assertThat(score.name()).as("the name of a score").matches("[a-z0-9]+(_[a-z0-9]+)*");
        assertThat(score.value()).as("the value of %s", score.name()).isFinite();
        assertThat(score.standardError().orElse(0)).as("the error of %s", score.name()).isFinite();
        assertThat(score.description()).as("the description of %s", score.name()).isNotBlank();
      }
    }
  }

  /** Maps have equal rows, which divide the image evenly. */
  @Test
  public final void givesMapsThatDivideTheImage() {
    Size size = coordinates().layout().full();
    try (Metric metric = metric()) {
      pixels().forEach(metric::add);
      metric.scores();
      for (ScoreMap map : metric.maps()) {
        double[][] values = map.values();
        assertThat(values.length).as("rows of %s", map.name()).isBetween(1, size.height());
        for (double[] row : values) {
          assertThat(row.length)
              .as("columns of %s", map.name())
              .isEqualTo(values[0].length)
              .isBetween(1, size.width());
        }
      }
    }
  }

  /** Pictures show images of the size that they say, in rows. */
  @Test
  public final void givesPicturesOfImages() {
    try (Metric metric = metric()) {
      pixels().forEach(metric::add);
      metric.scores();
      for (ScorePicture picture : metric.pictures()) {
        Size size = picture.size();
        assertThat(picture.columns()).as("columns of %s", picture.name()).isPositive();
        assertThat(picture.images())
            .as("images of %s", picture.name())
            .isNotEmpty()
            .allMatch(
                image ->
                    image.length == Product.of(size.height(), size.width(), picture.channels()));
      }
    }
  }

  /** Images are left as they are, and the same images score the same. */
  @Test
  public final void measuresTheSameImagesAlike() {
    List<byte[]> images = pixels();
    List<List<Score>> measured = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      try (Metric metric = metric()) {
        images.forEach(metric::add);
        measured.add(metric.scores());
      }
    }

    assertThat(measured.get(1)).as("scores of the same images").isEqualTo(measured.get(0));
    List<byte[]> untouched = pixels();
    for (int i = 0; i < images.size(); i++) {
      assertThat(images.get(i))
          .as("image %s, after it was measured", i)
          .isEqualTo(untouched.get(i));
    }
  }
}
