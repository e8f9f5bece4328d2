package org.cocogan.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.metric.ScorePicture;
import org.cocogan.patch.Size;

/**
 * Looks up the training images that are nearest to generated ones, by the mean squared difference
 * of pixels, in one pass over the training images. As many of those are looked up among the others,
 * to tell how near a training image usually has one.
 */
final class NearestNeighboursMetric implements Metric {
  private final MetricRequest request;
  private final int samples;
  private final int neighbours;
  private final List<byte[]> generated = new ArrayList<>();
  private final List<byte[]> shown = new ArrayList<>();

  NearestNeighboursMetric(MetricRequest request, int samples, int neighbours) {
    this.request = request;
    this.samples = samples;
    this.neighbours = neighbours;
  }

  /** An image and the nearest so far, the nearest first. */
  private static final class Lookup {
    @SuppressWarnings("ArrayRecordComponent")
    private record Found(byte[] image, double distance) {}

    private final byte[] image;
    private final int number;
    private final List<Found> nearest = new ArrayList<>();

    /**
     * Begins the search for the images nearest to one.
     *
     * @param number of the training image that it is, or -1
     */
    Lookup(byte[] image, int number) {
      this.image = image;
      this.number = number;
    }

    void compare(byte[] candidate, int candidateNumber, int most) {
      if (candidateNumber == number) {
        return;
      }
      double distance = distance(image, candidate);
      if (nearest.size() == most && distance >= nearest.get(most - 1).distance()) {
        return;
      }
      nearest.add(new Found(candidate.clone(), distance));
      nearest.sort(Comparator.comparingDouble(Found::distance));
      if (nearest.size() > most) {
        nearest.remove(most);
      }
    }
  }

  /** The root of the mean squared difference, in levels of 0 to 255. */
  private static double distance(byte[] one, byte[] other) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      int difference = (one[i] & 0xff) - (other[i] & 0xff);
      sum += (long) difference * difference;
    }
    return Math.sqrt((double) sum / one.length);
  }

  @Override
  public void add(byte[] image) {
    if (generated.size() < samples) {
      generated.add(image.clone());
    }
  }

  @Override
  public List<Score> scores() {
    try (Dataset real = request.real().get()) {
      int references = Math.min(samples, real.count());
      if (real.count() <= neighbours) {
        throw new IllegalArgumentException(
            "the metric nearest_neighbours shows "
                + neighbours
                + " training images, and there are "
                + real.count());
      }
      List<Lookup> lookups = new ArrayList<>();
      generated.forEach(image -> lookups.add(new Lookup(image, -1)));
      for (int i = 0; i < references; i++) {
        int number = Math.toIntExact((long) i * real.count() / references);
        lookups.add(new Lookup(read(real, number, new byte[length()]), number));
      }
      byte[] image = new byte[length()];
      for (int number = 0; number < real.count(); number++) {
        read(real, number, image);
        for (Lookup lookup : lookups) {
          lookup.compare(image, number, neighbours);
        }
      }
      show(lookups.subList(0, generated.size()));
      double ofGenerated = median(lookups.subList(0, generated.size()));
      double ofReal = median(lookups.subList(generated.size(), lookups.size()));
      return scores(real, ofGenerated, ofReal);
    }
  }

  private int length() {
    return Product.of(
        request.imageSize().height(), request.imageSize().width(), request.channels());
  }

  private byte[] read(Dataset real, int number, byte[] image) {
    Size size = request.imageSize();
    int stride = Product.of(size.width(), request.channels());
    real.read(number, 0, 0, size.height(), size.width(), image, 0, stride);
    return image;
  }

  private void show(List<Lookup> lookups) {
    for (Lookup lookup : lookups) {
      shown.add(lookup.image);
      lookup.nearest.forEach(found -> shown.add(found.image()));
    }
  }

  private static double median(List<Lookup> lookups) {
    double[] distances =
        lookups.stream().mapToDouble(lookup -> lookup.nearest.get(0).distance()).sorted().toArray();
    int middle = distances.length / 2;
    return distances.length % 2 == 1
        ? distances[middle]
        : (distances[middle - 1] + distances[middle]) / 2;
  }

  private List<Score> scores(Dataset real, double ofGenerated, double ofReal) {
    String how =
        " of "
            + generated.size()
            + " images to the nearest of "
            + real.count()
            + " of "
            + real.name();
    Score distance =
        new Score(
            "nearest_distance",
            ofGenerated,
            OptionalDouble.empty(),
            Better.NEITHER,
            "median distance" + how + ", in levels of 255");
    if (ofReal == 0) {
      request
          .notices()
          .accept("most training images that were looked up are there twice; no ratio is told");
      return List.of(distance);
    }
    return List.of(
        distance,
        new Score(
            "nearest_ratio",
            ofGenerated / ofReal,
            OptionalDouble.empty(),
            Better.NEITHER,
            "that over the same of training images; near 0 if they are copies"));
  }

  @Override
  public List<ScorePicture> pictures() {
    return List.of(
        new ScorePicture(
            "nearest_neighbours",
            neighbours + 1,
            request.imageSize(),
            request.channels(),
            shown,
            "generated images, each followed by the training images nearest to it"));
  }

  @Override
  public void close() {}
}
