package org.cocogan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How ONNX Runtime starts in a JVM of its own, and what it leaves behind. */
@Timeout(120)
class OnnxRuntimeStartTest {
  @TempDir Path folder;

  private Path cache = Path.of("cache");
  private Path temporary = Path.of("temporary");

  @BeforeEach
  void makeFolders() throws IOException {
    cache = folder.resolve(cache);
    temporary = Files.createDirectory(folder.resolve(temporary));
  }

  @Test
  void aLongCommandLineAndAShallowStackDoNoHarm() throws Exception {
    Process process = start("-Xss256k", "-Dlong=" + "x".repeat(100_000));

    assertStarts(process);
  }

  @Test
  void aKilledProcessLeavesNothingInTheFolderOfTemporaryFiles() throws Exception {
    Process process = start();
    assertThat(line(process)).startsWith("ONNX Runtime ");
    process.destroyForcibly().waitFor();

    assertThat(temporary).isEmptyDirectory();
    assertThat(natives()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void startsAtTheSameTimeUnpackTogether() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(start());
    }
    for (Process process : all) {
      assertStarts(process);
    }

    assertThat(natives()).noneMatch(file -> file.toString().endsWith(".partial"));
  }

  @Test
  void replacesDamagedNatives() throws Exception {
    assertStarts(start());
    List<Path> files = natives();
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    }
    Files.write(files.get(0), new byte[1]);

    assertStarts(start());
  }

  @Test
  void startsWhereTheCacheCannotBeWritten() throws Exception {
    Files.createFile(cache);

    assertStarts(start());
  }

  @Test
  void aModelEndsWithTheProcessThatRunsIt() throws Exception {
    Path endless =
        Files.write(
            folder.resolve("endless.onnx"), Graphs.loop(Long.MAX_VALUE).build().toByteArray());
    Process process = start(List.of(), StartedModel.class, endless.toString());
    ProcessHandle model = ProcessHandle.of(Long.parseLong(line(process))).orElseThrow();
    process.destroyForcibly().waitFor();

    assertThat(model.onExit()).succeedsWithin(Duration.ofSeconds(20));
  }

  private void assertStarts(Process process) throws Exception {
    assertThat(line(process)).startsWith("ONNX Runtime ");
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }

  private static String line(Process process) throws IOException {
    return String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
  }

  private List<Path> natives() throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(file -> file.getFileName().toString().matches(".*\\.(so|dylib|dll).*"))
          .sorted()
          .toList();
    }
  }

  private Process start(String... options) throws IOException {
    return start(List.of(options), StartedRuntime.class);
  }

  private Process start(List<String> options, Class<?> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:-UsePerfData");
    command.add(program.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("COCOGAN_CACHE", cache.toString());
    return builder.start();
  }
}
