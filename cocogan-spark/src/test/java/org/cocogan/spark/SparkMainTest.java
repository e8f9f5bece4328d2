package org.cocogan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any cluster is joined. */
class SparkMainTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  private int execute(String... words) {
    try (Cluster cluster = new Cluster()) {
      return SparkMain.execute(
          cluster, new PrintWriter(new StringWriter()), new PrintWriter(err), words);
    }
  }

  @Test
  void pluginsAreForOneMachine() {
    assertThat(execute("--plugins", folder.toString(), "generate", "runs/a")).isEqualTo(1);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "cocogan: --plugins: plugins are not sent to executors, so that what needs one is done"
                + " by one machine: ./cocogan generate");
  }

  @Test
  void commandsThatAreNotOfAClusterNameThoseThatAre() {
    assertThat(execute("data", "kinds")).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "data kinds is done by one machine: ./cocogan data kinds; a cluster does compare, data"
                + " prepare, evaluate, generate, stats, train");
  }

  @Test
  void packsAreNotWrittenWhereTheyCannotBeMapped() {
    assertThat(execute("data", "prepare", "images", folder.toString(), "--output", "hdfs://host/a"))
        .isEqualTo(1);

    assertThat(err.toString())
        .contains("packs are mapped into memory; name a folder that all machines have");
  }
}
