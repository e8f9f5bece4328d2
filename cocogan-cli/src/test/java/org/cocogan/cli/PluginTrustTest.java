package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.complaints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder plugins of a working directory, which may be anybody's. */
@EnabledOnOs(OS.LINUX)
class PluginTrustTest {
  private static final String CURE =
      "; './cocogan plugins --trust' trusts what is in plugins, or name it: --plugins plugins";
  private static final String UNTRUSTED =
      "plugin plugins/flat.jar is left out: it is not trusted" + CURE;
  private static final String CHANGED =
      "plugin plugins/flat.jar is left out: it, or a jar that its Class-Path names, has changed"
          + " since it was trusted"
          + CURE;

  @TempDir Path folder;
  private PluggedExperiment plugged;
  private Path ran;

  /** A plugin whose code leaves a trace when it runs. */
  @BeforeEach
  void makeThePlugin() throws IOException {
    plugged = PluggedExperiment.in(folder);
    ran = folder.resolve("ran");
    tracing().jar("flat.jar");
  }

  private TestPlugin tracing() throws IOException {
    return plugged.flat(
        "// constructor", "new java.io.File(\"" + ran + "\").mkdir(); Helper.help();");
  }

  private CommandRun here(Object... words) throws Exception {
    Files.deleteIfExists(ran);
    try (ProgramProcess process = ProgramProcess.start(folder, words)) {
      return process.end();
    }
  }

  private CommandRun check() throws Exception {
    return here(plugged.tiny().words("check", "--set", "data_params.coordinate_system=flat"));
  }

  private void assertThatNothingRuns(String line) throws Exception {
    CommandRun run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(2).first().isEqualTo(line);
    assertThat(run.errorLines().get(1))
        .endsWith("; plugins/flat.jar may bring it, but is left out for the reason above");
    assertThat(ran).doesNotExist();
  }

  private void assertThatItRuns() throws Exception {
    CommandRun run = check().succeeding();
    assertThat(run.errorLines()).containsExactly("plugins: plugins/flat.jar");
    assertThat(ran).exists();
  }

  @Test
  void runsNothingUntilItIsTrustedAndNothingAfterAChange() throws Exception {
    assertThatNothingRuns(UNTRUSTED);

    CommandRun trusting = here("plugins", "--trust").succeeding();
    assertThat(trusting.outputLines())
        .containsExactly(
            "plugins/flat.jar: it is trusted",
            "  coordinate system  com.example.flat.FlatProvider");
    assertThat(trusting.errors()).isEmpty();
    assertThat(ran).doesNotExist();
    assertThatItRuns();

    Files.writeString(plugged.plugins().resolve("flat.jar"), "x", StandardOpenOption.APPEND);
    assertThatNothingRuns(CHANGED);

    here("plugins", "--trust").succeeding();
    assertThat(check().exitCode()).isZero();
    here("plugins", "--forget").succeeding();
    assertThatNothingRuns(UNTRUSTED);
  }

  @Test
  void runsWhatIsNamed() throws Exception {
    CommandRun run =
        here(plugged
                .tiny()
                .words(
                    "check", "--plugins", "plugins", "--set", "data_params.coordinate_system=flat"))
            .succeeding();

    assertThat(run.errorLines()).containsExactly("plugins: plugins/flat.jar");
    assertThat(ran).exists();
  }

  @Test
  void doesNotTrustTheSameJarElsewhere() throws Exception {
    here("plugins", "--trust").succeeding();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/plugins"));
    Files.copy(plugged.plugins().resolve("flat.jar"), elsewhere.resolve("flat.jar"));

    try (ProgramProcess process =
        ProgramProcess.startAfter("cd elsewhere", folder, plugged.tiny().words("check"))) {
      assertThat(process.end().succeeding().errorLines()).containsExactly(UNTRUSTED);
    }
  }

  @Test
  void trustsTheJarsThatTheManifestNamesAsTheyAre() throws Exception {
    String helper = "com/example/flat/FlatProvider$Helper.class";
    tracing().only(helper).jar("lib/helper.jar");
    tracing()
        .without(helper)
        .attribute("Class-Path", "lib/helper.jar lib/later.jar")
        .jar("flat.jar");
    here("plugins", "--trust").succeeding();
    assertThatItRuns();

    tracing().only(helper).jar("lib/later.jar");
    assertThatNothingRuns(CHANGED);

    Files.delete(plugged.plugins().resolve("lib/later.jar"));
    assertThatItRuns();
    tracing().jar("lib/helper.jar");
    assertThatNothingRuns(CHANGED);
  }

  @Test
  void doesNotTrustWhatCannotBeToldInAdvance() throws Exception {
    tracing().attribute("Class-Path", "classes/").jar("flat.jar");

    CommandRun run = here("plugins", "--trust");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "plugins/flat.jar cannot be trusted: its Class-Path names classes/, which is no jar"
                + " beside it; load it by naming its folder");
    assertThatNothingRuns(UNTRUSTED);
  }

  @Test
  void keepsTrustInNoFolderOfTheWorkingDirectory() throws Exception {
    try (ProgramProcess process =
        ProgramProcess.startAfter(
            "export COCOGAN_CONFIG=config HOME=. XDG_CONFIG_HOME=x JAVA_TOOL_OPTIONS=-Duser.home=.",
            folder,
            "plugins",
            "--trust")) {
      CommandRun run = process.end();
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errorLines())
          .last()
          .isEqualTo("there is no folder of yours to keep trust in; set COCOGAN_CONFIG to one");
    }
  }

  @Test
  void listsJarsWithoutRunningThem() throws Exception {
    Files.writeString(plugged.plugins().resolve("a.jar"), "no jar");

    CommandRun run = here("plugins").succeeding();

    assertThat(run.outputLines()).hasSize(4);
    assertThat(run.outputLines().get(0)).isEqualTo("plugins/a.jar: it is not trusted");
    assertThat(run.outputLines().get(1)).startsWith("  it cannot be read as a jar (");
    assertThat(run.outputLines().subList(2, 4))
        .containsExactly(
            "plugins/flat.jar: it is not trusted",
            "  coordinate system  com.example.flat.FlatProvider");
    assertThat(ran).doesNotExist();
  }

  @Test
  void saysNothingWhereThereAreNoJars() throws Exception {
    Files.delete(plugged.plugins().resolve("flat.jar"));

    assertThat(here(plugged.tiny().words("check")).succeeding().errors()).isEmpty();
    assertThat(here("plugins").succeeding().outputLines())
        .containsExactly("there is no jar in plugins");
    Files.move(plugged.plugins(), folder.resolve("elsewhere"));
    assertThat(here(plugged.tiny().words("check")).succeeding().errors()).isEmpty();
    assertThat(complaints(here("plugins")))
        .containsExactly(
            "--plugins: there is no folder plugins; name the folder that holds the jars");
  }
}
