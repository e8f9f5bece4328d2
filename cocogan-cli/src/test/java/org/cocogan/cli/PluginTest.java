package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.patch.CoordinateSystemProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A coordinate system of a third party, on the class path by its service entry alone. */
@EnabledOnOs(OS.LINUX)
class PluginTest {
  @TempDir Path folder;
  private TinyExperiment tiny;
  private Path plugin;

  @BeforeEach
  void writeTheServiceEntry() throws IOException {
    tiny = TinyExperiment.in(folder);
    plugin = folder.resolve("plugin");
    Path services = Files.createDirectories(plugin.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(CoordinateSystemProvider.class.getName()),
        UpsideDownProvider.class.getName());
  }

  private CommandRun run(String command, String system) throws Exception {
    try (ProgramProcess process =
        ProgramProcess.startWith(
            plugin,
            folder,
            tiny.words(command, "--set", "data_params.coordinate_system=" + system))) {
      return process.end();
    }
  }

  @Test
  void trainsInACoordinateSystemOfAPlugin() throws Exception {
    assertThat(run("train", "upside_down").succeeding().output()).contains("finished at step 4");
    assertThat(tiny.run().resolve("config.yaml"))
        .content()
        .contains("coordinate_system: \"upside_down\"");
  }

  @Test
  void suggestsTheCoordinateSystemOfAPlugin() throws Exception {
    CommandRun run = run("check", "upside_dwon");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "command line: data_params.coordinate_system: there is no coordinate system"
                + " upside_dwon; did you mean upside_down?; known: cylindrical, euclidean,"
                + " spherical, toroidal or upside_down");
  }

  @Test
  void namesTwoClassesOfOneName() throws Exception {
    Files.writeString(
        plugin.resolve("META-INF/services/" + MetricProvider.class.getName()),
        SecondSeamProvider.class.getName());

    CommandRun run = run("check", "euclidean");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errorLines().get(0))
        .startsWith("two classes of the class path bring the metric seam: org.cocogan.")
        .contains("org.cocogan.eval.SeamProvider", SecondSeamProvider.class.getName())
        .endsWith("; leave one out");
  }

  @Test
  void namesAClassThatCannotBeMade() throws Exception {
    Files.writeString(
        plugin.resolve("META-INF/services/" + MetricProvider.class.getName()), "org.gone.Gone");

    CommandRun run = run("check", "euclidean");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errorLines().get(0))
        .startsWith("the class path offers a metric that cannot be made: ")
        .contains("org.gone.Gone");
  }

  /** Has a name that is taken. */
  public static final class SecondSeamProvider implements MetricProvider {
    @Override
    public String name() {
      return "seam";
    }

    @Override
    public String description() {
      return "Another.";
    }

    @Override
    public Metric create(MetricRequest request) {
      throw new IllegalStateException("nobody asks for it");
    }
  }
}
