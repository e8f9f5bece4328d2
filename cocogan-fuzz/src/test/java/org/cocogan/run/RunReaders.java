package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.cocogan.metric.Score;

/** What this package reads, for fuzzing. */
public final class RunReaders {
  private RunReaders() {}

  /** Reads a log of losses, and goes on with it after a step. */
  public static void metrics(Path file, long resumedFrom) throws IOException {
    MetricsLog.entries(file);
    MetricsLog.read(file, "fid");
    Score score = new Score("fid", 1, OptionalDouble.empty(), Score.Better.LOWER, "of noise");
    new MetricsLog(file, resumedFrom).scored(resumedFrom + 1, score, false);
  }

  /** Reads the score of the best checkpoint of a run. */
  public static void bestScore(Path run) {
    BestCheckpoint.in(new RunDirectory(run), notice -> {}).best();
  }

  /** Where the score of the best checkpoint of a run stands. */
  public static Path bestScoreFile(Path run) {
    return new RunDirectory(run).bestCheckpoint().resolve("score.json");
  }
}
