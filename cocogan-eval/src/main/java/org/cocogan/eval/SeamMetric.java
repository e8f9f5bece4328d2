package org.cocogan.eval;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;

/**
 * Compares what happens where micro patches meet with what happens within them.
 *
 * <p>Along each axis, pairs of neighbouring columns (or rows) are of three kinds: the first and the
 * last of an image whose edges meet, those on both sides of any other border between micro patches,
 * and those within a micro patch. The score of a kind is the mean over images of the mean absolute
 * difference of the two neighbours, over the pairs of the kind, their pixels and channels, in
 * levels of 0 to 255. Where patches fit together, borders differ no more than what is within.
 */
final class SeamMetric implements Metric {
  private final Axis columns;
  private final Axis rows;

  /**
   * Makes the metric.
   *
   * @param size of every image
   * @param channels of every image
   * @param coordinates says how large micro patches are and which edges meet
   */
  SeamMetric(Size size, int channels, CoordinateSystem coordinates) {
    Size micro = coordinates.layout().micro();
    columns =
        new Axis(
            "columns",
            size.width(),
            micro.width(),
            coordinates.horizontallyCyclic(),
            new Neighbours(channels, size.height(), Product.of(size.width(), channels), channels));
    rows =
        new Axis(
            "rows",
            size.height(),
            micro.height(),
            coordinates.verticallyCyclic(),
            new Neighbours(
                Product.of(size.width(), channels), 1, 0, Product.of(size.width(), channels)));
  }

  @Override
  public void add(byte[] image) {
    columns.add(image);
    rows.add(image);
  }

  @Override
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>(columns.scores());
    scores.addAll(rows.scores());
    return scores;
  }

  /** Border over within, by the name of the axis, where both are known and within is not zero. */
  Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (Axis axis : List.of(columns, rows)) {
      axis.ratio().ifPresent(ratio -> ratios.put(axis.name, ratio));
    }
    return ratios;
  }

  @Override
  public void close() {}

  /** The kind of border that a pair of neighbours lies at. */
  private enum Kind {
    CLOSING("where the image's edges meet", Better.LOWER),
    BORDER("at borders of micro patches", Better.LOWER),
    WITHIN("within micro patches", Better.NEITHER);

    private final String place;
    private final Better better;

    Kind(String place, Better better) {
      this.place = place;
      this.better = better;
    }
  }

  /**
   * The layout of the bytes of a column or row: so many runs of bytes.
   *
   * @param run bytes in a run
   * @param runs how many
   * @param stride bytes from one run to the next
   * @param step bytes from a column or row to the next
   */
  private record Neighbours(int run, int runs, int stride, int step) {
    /** The mean absolute difference of two columns or rows. */
    double difference(byte[] image, int one, int other) {
      long sum = 0;
      for (int r = 0; r < runs; r++) {
        int first = one * step + r * stride;
        int second = other * step + r * stride;
        for (int i = 0; i < run; i++) {
          sum +=
              Math.abs(
                  Byte.toUnsignedInt(image[first + i]) - Byte.toUnsignedInt(image[second + i]));
        }
      }
      return (double) sum / ((long) runs * run);
    }
  }

  /** The pairs of neighbours along one axis. */
  private static final class Axis {
    private final String name;
    private final int length;
    private final int patch;
    private final boolean cyclic;
    private final Neighbours neighbours;
    private final Map<Kind, RunningMean> means = new EnumMap<>(Kind.class);

    Axis(String name, int length, int patch, boolean cyclic, Neighbours neighbours) {
      this.name = name;
      this.length = length;
      this.patch = patch;
      this.cyclic = cyclic;
      this.neighbours = neighbours;
    }

    void add(byte[] image) {
      Map<Kind, RunningMean> pairs = new EnumMap<>(Kind.class);
      for (int second = cyclic ? 0 : 1; second < length; second++) {
        int first = Math.floorMod(second - 1, length);
        pairs
            .computeIfAbsent(kind(second), kind -> new RunningMean())
            .add(neighbours.difference(image, first, second));
      }
      pairs.forEach(
          (kind, mean) -> means.computeIfAbsent(kind, key -> new RunningMean()).add(mean.value()));
    }

    private Kind kind(int second) {
      if (second == 0) {
        return Kind.CLOSING;
      }
      return second % patch == 0 ? Kind.BORDER : Kind.WITHIN;
    }

    Optional<Double> ratio() {
      Optional<Double> border = mean(Kind.BORDER);
      return mean(Kind.WITHIN)
          .filter(within -> within > 0)
          .flatMap(within -> border.map(its -> its / within));
    }

    private Optional<Double> mean(Kind kind) {
      return Optional.ofNullable(means.get(kind)).map(RunningMean::value);
    }

    List<Score> scores() {
      return means.entrySet().stream()
          .map(
              entry ->
                  new Score(
                      name + "_" + entry.getKey().name().toLowerCase(Locale.ROOT),
                      entry.getValue().value(),
                      entry.getValue().standardError(),
                      entry.getKey().better,
                      "neighbouring " + name + " " + entry.getKey().place + ", of 255"))
          .toList();
    }
  }
}
