package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that end the JVM, or do not come back. */
@EnabledOnOs(OS.LINUX)
class PluginExitTest {
  @TempDir Path folder;
  private PluggedExperiment plugged;

  @BeforeEach
  void makeTheFolders() throws IOException {
    plugged = PluggedExperiment.in(folder);
  }

  private ProgramProcess start(String command) throws Exception {
    return ProgramProcess.start(
        folder,
        plugged
            .tiny()
            .words(command, "--plugins", "plugins", "--set", "data_params.coordinate_system=flat"));
  }

  private void assertThatItFailed(String command, String method) throws Exception {
    try (ProgramProcess process = start(command)) {
      assertThat(failure(process.end()))
          .startsWith("plugin plugins/x.jar, at com.example.flat.FlatProvider" + method)
          .endsWith("), has ended the program by System.exit; it must throw an exception instead");
    }
  }

  @Test
  void failsWhereAConstructorEndsTheProgram() throws Exception {
    plugged.flat("// constructor", "System.exit(0);").jar("x.jar");

    assertThatItFailed("check", ".<init> (FlatProvider.java:");
  }

  @Test
  void failsWhereAThreadOfAPluginEndsTheProgram() throws Exception {
    plugged
        .flat(
            "// create",
            """
            new Thread(() -> System.exit(0)).start();
            java.util.concurrent.locks.LockSupport.park();
            """)
        .jar("x.jar");

    assertThatItFailed("check", ".lambda$create$0 (FlatProvider.java:");
  }

  /** In training, Ctrl-C is waited for; a plugin must not be. */
  @Test
  void failsWhereAPluginEndsATraining() throws Exception {
    plugged
        .flat(
            "// coordinate",
            """
            StackWalker.getInstance()
                .forEach(
                    frame -> {
                      if (frame.getClassName().endsWith("BatchSource")) {
                        System.exit(0);
                      }
                    });
            """)
        .jar("x.jar");

    assertThatItFailed("train", "$Flat.");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void failsWhereAVirtualThreadEndsTheProgram() throws Exception {
    plugged
        .flat(
            "// create",
            """
            try {
              Thread.class
                  .getMethod("startVirtualThread", Runnable.class)
                  .invoke(null, (Runnable) () -> System.exit(0));
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException(e);
            }
            java.util.concurrent.locks.LockSupport.park();
            """)
        .jar("x.jar");

    try (ProgramProcess process = start("check")) {
      assertThat(failure(process.end()))
          .isEqualTo(
              "a plugin or a library has ended the program by System.exit; it must throw an"
                  + " exception instead");
    }
  }

  @Test
  void endsByASignalAsEver() throws Exception {
    plugged
        .flat("// create", "System.out.println(\"here\"); while (layout != null) {}")
        .jar("x.jar");

    try (ProgramProcess process = start("check")) {
      process.await("here"::equals);
      process.interrupt();
      CommandRun run = process.end();
      assertThat(run.exitCode()).isEqualTo(130);
      assertThat(run.errorLines()).containsExactly("plugins: plugins/x.jar");
    }
  }

  @Test
  void saysWhatIsWaitedFor() throws Exception {
    plugged
        .flat(
            "// constructor",
            "try { Thread.sleep(5500); } catch (InterruptedException e) { throw new Error(e); }")
        .jar("x.jar");

    try (ProgramProcess process = start("check")) {
      CommandRun run = process.end().succeeding();
      assertThat(run.errorLines()).hasSize(2).first().isEqualTo("plugins: plugins/x.jar");
      assertThat(run.errorLines().get(1))
          .startsWith(
              "still waiting for plugin plugins/x.jar, which is at"
                  + " com.example.flat.FlatProvider.<init> (FlatProvider.java:")
          .endsWith("); Ctrl-C ends it");
    }
  }
}
