package org.cocogan.report.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.cocogan.metric.Score;
import org.cocogan.run.Evaluation;

/**
 * The scores of the images of one checkpoint, or of a folder.
 *
 * @param step of the checkpoint
 * @param results what each metric has measured, by name
 */
public record ImageScores(OptionalLong step, Map<String, Evaluation.Result> results) {
  /**
   * The means of the scores for several seeds, with their standard deviations as standard errors:
   * how far a score for one seed is off. Maps and pictures are those for the first seed.
   *
   * @param each measured by the same metrics, at least one
   * @param seeds as many
   */
  public static ImageScores mean(List<ImageScores> each, List<Long> seeds) {
    ImageScores first = each.get(0);
    if (each.size() == 1) {
      return first;
    }
    Map<String, Evaluation.Result> means = new LinkedHashMap<>();
    first
        .results()
        .forEach(
            (metric, result) -> {
              List<Score> scores = new ArrayList<>();
              for (Score score : result.scores()) {
                scores.add(mean(score, each, metric, seeds));
              }
              means.put(metric, result.withScores(scores));
            });
    return new ImageScores(first.step(), means);
  }

  private static Score mean(Score first, List<ImageScores> each, String metric, List<Long> seeds) {
    double[] values =
        each.stream()
            .flatMap(one -> Optional.ofNullable(one.results().get(metric)).stream())
            .flatMap(result -> result.scores().stream())
            .filter(score -> score.name().equals(first.name()))
            .mapToDouble(Score::value)
            .toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Score(
        first.name(),
        mean,
        values.length > 1
            ? OptionalDouble.of(Math.sqrt(squares / (values.length - 1)))
            : OptionalDouble.empty(),
        first.better(),
        first.description()
            + "; mean and standard deviation over the seeds "
            + seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }
}
