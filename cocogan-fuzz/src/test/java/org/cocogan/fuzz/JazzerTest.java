package org.cocogan.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzing guided by coverage: {@code mvn verify -Pfuzz -pl cocogan-fuzz -am}, an hour of it unless
 * {@code -Dfuzz.minutes} says otherwise, shared by all readers or those of {@code -Dfuzz.target}.
 * What is learned and found stays in {@code target/fuzz/TARGET}.
 */
@Tag("fuzz")
class JazzerTest {
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("fuzz.minutes", "60"));
  private static final int MEGABYTES = 512;
  private static final int SECONDS_OF_ONE_INPUT = 60;
  private static final int LONGEST_INPUT = 1 << 16;
  private static final int MOST_FINDINGS = 20;
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  static Stream<Target> targets() {
    return ReadersTest.targets();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void findsNothing(Target target) throws IOException, InterruptedException {
    Path folder = Path.of("target", "fuzz", target.name()).toAbsolutePath();
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path findings = Files.createDirectories(folder.resolve("findings"));
    Folders.empty(findings);
    int number = 0;
    for (byte[] seed : target.seeds().get()) {
      Files.write(seeds.resolve("seed-" + number++), seed);
    }
    Path log = folder.resolve("log.txt");
    int exitCode =
        new ProcessBuilder(command(target, corpus, seeds, findings))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    String said = Files.readString(log, StandardCharsets.UTF_8);
    Matcher done = DONE.matcher(said);
    String figures =
        done.find() ? done.group(1) + " runs in " + done.group(2) + " s" : "no figures";
    System.out.println(target + ": " + figures);
    assertThat(findings).as("%s; %s", figures, log).isEmptyDirectory();
    assertThat(exitCode).as(said).isZero();
  }

  private static List<String> command(Target target, Path corpus, Path seeds, Path findings) {
    long seconds = Math.max(1, Math.round(60 * MINUTES / targets().count()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + MEGABYTES + "m",
            "-XX:+EnableDynamicAgentLoading",
            "-Djava.awt.headless=true",
            "-Dfuzz.target=" + target.name(),
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + JazzerTarget.class.getName(),
            "--instrumentation_includes=org.cocogan.**:com.twelvemonkeys.**",
            "--keep_going=" + MOST_FINDINGS,
            "--reproducer_path=" + findings,
            "-artifact_prefix=" + findings + "/",
            "-max_total_time=" + seconds,
            "-max_len=" + LONGEST_INPUT,
            "-timeout=" + SECONDS_OF_ONE_INPUT,
            "-rss_limit_mb=0",
            "-print_final_stats=1",
            corpus.toString(),
            seeds.toString()));
    return command;
  }
}
