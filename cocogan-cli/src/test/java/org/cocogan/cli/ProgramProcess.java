package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cocogan.cache.CacheFolder;

/** The program in a JVM of its own, for what cannot be done to the JVM of the tests. */
final class ProgramProcess implements AutoCloseable {
  private static final long LONGEST_SECONDS = 120;

  private final Process process;
  private final BufferedReader output;
  private final Path errors;
  private final StringBuilder read = new StringBuilder();

  private ProgramProcess(Process process, Path errors) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.errors = errors;
  }

  /**
   * Starts the program.
   *
   * @param folder its working directory; it keeps its packs, and what the user trusts, there, too
   * @param words the command and its options
   */
  static ProgramProcess start(Path folder, Object... words) throws IOException {
    return start(folder, System.getProperty("java.class.path"), "", words);
  }

  /** Starts the program with one more entry on its class path. */
  static ProgramProcess startWith(Path plugin, Path folder, Object... words) throws IOException {
    return start(
        folder, System.getProperty("java.class.path") + File.pathSeparator + plugin, "", words);
  }

  /** Starts the program without the entries of its class path that contain a text. */
  static ProgramProcess startWithout(String text, Path folder, Object... words) throws IOException {
    String rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains(text))
            .collect(Collectors.joining(File.pathSeparator));
    return start(folder, rest, "", words);
  }

  /** Starts the program after a command of the shell, such as {@code ulimit}. */
  static ProgramProcess startAfter(String shell, Path folder, Object... words) throws IOException {
    return start(folder, System.getProperty("java.class.path"), shell + "; ", words);
  }

  /** What this JVM was allowed, as by the launcher, so that newer JVMs do not warn. */
  private static List<String> accessOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--enable-native-access")
                    || option.startsWith("--sun-misc-unsafe"))
        .toList();
  }

  private static ProgramProcess start(Path folder, String classPath, String before, Object... words)
      throws IOException {
    Path arguments = Files.createTempFile(folder, "java", ".args");
    List<String> options = new ArrayList<>(accessOptions());
    options.add("-cp \"" + classPath.replace("\\", "\\\\") + '"');
    options.addAll(
        List.of(
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-Djava.awt.headless=true",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            Main.class.getName()));
    Files.writeString(arguments, String.join("\n", options));
    List<String> command = new ArrayList<>();
    // A shell's background job ignores Ctrl-C, and so would a child of these tests run in one.
    command.addAll(List.of("env", "--default-signal=INT", "bash", "-c"));
    command.add(before + "exec \"$0\" \"$@\"");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + arguments);
    for (Object word : words) {
      command.add(word.toString());
    }
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().put("COCOGAN_CACHE", cache(folder).toString());
    builder.environment().put("COCOGAN_CONFIG", folder.resolve("config").toString());
    return new ProgramProcess(builder.start(), errors);
  }

  /** A cache of its own, but for the natives, which take seconds to unpack. */
  private static Path cache(Path folder) throws IOException {
    Path cache = folder.resolve("cache");
    if (!Files.exists(cache)) {
      Path natives = Files.createDirectories(CacheFolder.path().resolve("natives"));
      Files.createDirectory(cache);
      Files.createSymbolicLink(cache.resolve("natives"), natives.toAbsolutePath());
    }
    return cache;
  }

  /** Reads standard output up to a line, which must come. */
  String await(Predicate<String> wanted) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.append(line).append('\n');
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new AssertionError("the program has ended: " + read + Files.readString(errors));
  }

  /** What Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits for its end so long, and says whether it has come. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What a power cut does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the end. */
  CommandRun end() throws IOException, InterruptedException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.append(line).append('\n');
    }
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(process.exitValue(), read.toString(), Files.readString(errors));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
