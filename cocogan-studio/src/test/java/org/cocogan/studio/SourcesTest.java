package org.cocogan.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on while they are shown. */
class SourcesTest {
  @TempDir private Path folder;

  @Test
  void takeUpTheNewestCheckpointAndKeepTheOneBefore() throws Exception {
    UntrainedRun run = UntrainedRun.write(folder, "run", Map.of());
    try (Visit visit = new Visit(run.path())) {
      String first = visit.digest("run");
      run.save(2);
      visit.sources.follow();
      String second = visit.digest("run");

      assertThat(second).isNotEqualTo(first);
      assertThat(status(visit, first)).isEqualTo(200);
      assertThat(status(visit, second)).isEqualTo(200);

      run.save(3);
      visit.sources.follow();
      assertThat(status(visit, first)).isEqualTo(404);
      assertThat(status(visit, second)).isEqualTo(200);
      assertThat(visit.notices).isEmpty();
    }
  }

  private static int status(Visit visit, String digest) throws Exception {
    return visit.get("/iiif/" + digest + ":0-7/full/max/0/default.png").statusCode();
  }

  @Test
  void showTheWeightsBeforeWhenTheNewestAreDamaged() throws Exception {
    UntrainedRun run = UntrainedRun.write(folder, "run", Map.of());
    try (Visit visit = new Visit(run.path())) {
      String first = visit.digest("run");
      Path damaged = Files.createDirectories(run.path().resolve("checkpoints/00000002"));
      Files.writeString(damaged.resolve("manifest.json"), "{");
      visit.sources.follow();

      assertThat(visit.digest("run")).isEqualTo(first);
      assertThat(visit.notices).anyMatch(notice -> notice.contains("damaged"));
    }
  }

  @Test
  void haveNamesThatDiffer() throws Exception {
    UntrainedRun one = UntrainedRun.write(folder.resolve("a"), "run", Map.of());
    UntrainedRun other = UntrainedRun.write(folder.resolve("b"), "run", Map.of());

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(
            () ->
                Sources.open(
                    UntrainedRun.WORKBENCH,
                    List.of(one.path(), other.path()),
                    Optional.empty(),
                    notice -> {}))
        .withMessageStartingWith("two of these are called run,");
  }
}
