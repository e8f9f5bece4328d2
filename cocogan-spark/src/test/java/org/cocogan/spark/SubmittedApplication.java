package org.cocogan.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Commands that the launcher gives to a cluster of two executors with a core each, on this machine.
 */
final class SubmittedApplication {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Process process;
  private final Path log;

  private SubmittedApplication(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it in a folder, where its log goes, too. */
  static SubmittedApplication start(Path folder, Object... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("cocogan-spark").toAbsolutePath().toString(),
                "--master",
                "local-cluster[2,1,1024]",
                "--conf",
                "spark.executor.memory=1g",
                "--conf",
                "spark.speculation=true",
                "--driver-memory",
                "1g"));
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new SubmittedApplication(builder.start(), log);
  }

  /** Kills one of its executors, some time after there is something in a folder. */
  void killAnExecutorOnceThereIs(Path folder, String ending, Duration after) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!has(folder, ending)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("nothing came to " + folder + ": " + output());
      }
      Thread.sleep(5);
    }
    Thread.sleep(after.toMillis());
    process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
        .findFirst()
        .orElseThrow()
        .destroyForcibly();
  }

  private static boolean has(Path folder, String ending) {
    String[] names = folder.toFile().list();
    return names != null && Arrays.stream(names).anyMatch(name -> name.endsWith(ending));
  }

  /** Waits for its end; gives its exit code. */
  int await() throws InterruptedException {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the application does not end: " + output());
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      // Workers of a local cluster keep a copy of the jar for each executor there.
      ClusterProcess.delete(Path.of("home/target/work"));
    }
  }

  /** All that it has told. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "there is no log: " + e.getMessage();
    }
  }
}
