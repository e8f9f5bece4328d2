package org.cocogan.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.tensor.Variables;

/** Keeps the checkpoint that scored best in training, with its score beside it. */
final class BestCheckpoint {
  private static final String SCORE = "score.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * A checkpoint's score.
   *
   * @param step steps it has behind it
   * @param name such as {@code fid}
   * @param value the lower the better
   * @param description what was measured and how; only equal ones compare
   */
  record BestScore(long step, String name, double value, String description) {}

  private final Path folder;
  private Optional<BestScore> best = Optional.empty();

  private BestCheckpoint(Path folder) {
    this.folder = folder;
  }

  /**
   * Finds the best so far.
   *
   * @param notices told if there is one whose score cannot be read
   */
  static BestCheckpoint in(RunDirectory run, Consumer<String> notices) {
    BestCheckpoint checkpoint = new BestCheckpoint(run.bestCheckpoint());
    Path file = checkpoint.folder.resolve(SCORE);
    try {
      Checkpoints.restoreApart(checkpoint.folder);
      if (Files.exists(file)) {
        checkpoint.best = Optional.ofNullable(JSON.readValue(file.toFile(), BestScore.class));
      }
    } catch (IOException e) {
      notices.accept(file + " cannot be read; the next score counts as the best");
    }
    return checkpoint;
  }

  /** The best score so far. */
  Optional<BestScore> best() {
    return best;
  }

  /** Whether a score is better than the best so far, or that one was measured otherwise. */
  boolean isBeatenBy(BestScore score) {
    return best.filter(before -> before.description().equals(score.description()))
        .filter(before -> before.value() <= score.value())
        .isEmpty();
  }

  /**
   * Saves the checkpoint of a better score.
   *
   * @param experiment the resolved configuration, as YAML
   */
  void replace(BestScore score, String experiment, Variables variables) throws IOException {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(score);
    Checkpoints.saveApart(folder, score.step(), experiment, variables, Map.of(SCORE, json));
    best = Optional.of(score);
  }
}
