package org.cocogan.report.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cocogan.metric.Score.Better;

/**
 * A comparison of runs: configuration, score, size, work and time, side by side.
 *
 * @param score what their scores are, if any has one
 * @param runs in the order they were named in
 */
public record Comparison(Optional<ScoreKind> score, List<ComparedRun> runs) {
  /**
   * The score that all runs are compared by.
   *
   * @param name such as {@code fid}, with the feature network's name unless it is the usual one
   * @param better which direction is better
   * @param description how they were measured, in one phrase
   */
  public record ScoreKind(String name, Better better, String description) {}

  /** Copies the list. */
  public Comparison {
    runs = List.copyOf(runs);
  }

  /** The comparison for people, as Markdown. */
  public List<String> lines() {
    return ComparisonTable.of(this);
  }

  /** The comparison for programs. */
  public JsonNode toJson() {
    return ComparisonJson.of(this);
  }

  /**
   * Writes table, numbers and charts to a folder.
   *
   * @return the files
   */
  public List<Path> write(Path folder) throws IOException {
    return new ComparisonFiles(folder).write(this);
  }

  /** The best score of a run. */
  Optional<ComparedRun.Point> best(ComparedRun run) {
    return score.flatMap(kind -> run.best(kind.better()));
  }
}
