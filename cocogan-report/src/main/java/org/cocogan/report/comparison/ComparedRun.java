package org.cocogan.report.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cocogan.experiment.Experiment;
import org.cocogan.metric.Score.Better;
import org.cocogan.report.inspect.NetworkCosts;

/**
 * A run that is compared with others.
 *
 * @param name what tells it from the others
 * @param folder where it is
 * @param steps of its newest checkpoint
 * @param experiment of the run
 * @param log what it has logged
 * @param costs of its networks
 * @param points its scores by step, which may be none
 */
public record ComparedRun(
    String name,
    String folder,
    long steps,
    Experiment experiment,
    RunLog log,
    NetworkCosts costs,
    List<Point> points) {
  /**
   * The score of one checkpoint.
   *
   * @param standardError how far it might be off by the choice of images, where that is known
   */
  public record Point(long step, double value, OptionalDouble standardError) {}

  /** Copies the list. */
  public ComparedRun {
    points = List.copyOf(points);
  }

  /** Macro patches in a step. */
  int batch() {
    return experiment.training().batchSize();
  }

  /** The best score, the earliest of equal ones. */
  Optional<Point> best(Better better) {
    Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
    return points.stream().min(better == Better.HIGHER ? byValue.reversed() : byValue);
  }

  /** Seconds of training to a step, without what is done between steps. */
  OptionalDouble seconds(long step) {
    return log.secondsPerStep().isPresent()
        ? OptionalDouble.of(step * log.secondsPerStep().getAsDouble())
        : OptionalDouble.empty();
  }
}
