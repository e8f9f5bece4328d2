package org.cocogan.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of files, fed with files that are damaged at random. {@code -Dfuzz.inputs} says how
 * many each gets that is not costly, {@code -Dfuzz.seed} which, and {@code -Dfuzz.target} which
 * readers.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadersTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 300);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final int MOST_CHANGES = 3;
  private static final int MOST_FINDINGS = 5;

  @TempDir private Path folder;

  static Stream<Target> targets() {
    String wanted = System.getProperty("fuzz.target", ".*");
    return Target.all().stream().filter(target -> target.name().matches(wanted));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void readsWhatIsWhole(Target target) throws IOException {
    assertThat(target.seeds().get()).isNotEmpty();
    for (byte[] seed : target.seeds().get()) {
      assertThatCode(() -> target.reader().read(seed, folder)).doesNotThrowAnyException();
      assertThat(target.repaired().apply(seed.clone())).isEqualTo(seed);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void answersWhatOnceWentWrong(Target target) throws IOException {
    Trial trial = new Trial(target, folder);
    for (Path file : regressions(target)) {
      assertThat(trial.of(Files.readAllBytes(file))).as(file.toString()).isEmpty();
    }
  }

  private static List<Path> regressions(Target target) throws IOException {
    Path inputs = Path.of("src/test/resources/org/cocogan/fuzz", target.name());
    if (!Files.isDirectory(inputs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inputs)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void answersDamageAsDocumented(Target target) throws IOException {
    List<byte[]> seeds = target.seeds().get();
    Trial trial = new Trial(target, folder);
    Findings findings = new Findings(target);
    SplittableRandom random = new SplittableRandom(SEED * 31 + target.name().hashCode());
    for (int i = 0; i < INPUTS / target.cost() && findings.distinct() < MOST_FINDINGS; i++) {
      byte[] input = seeds.get(random.nextInt(seeds.size()));
      int changes = random.nextInt(1, MOST_CHANGES + 1);
      for (int change = 0; change < changes; change++) {
        int chosen = random.nextInt(target.mutations().size());
        input = target.mutations().get(chosen).apply(input, random);
      }
      // Kept on the disk while it is read: native code may end the JVM.
      Files.write(findings.current(), input);
      Optional<Trial.Finding> finding = trial.of(input);
      if (finding.isPresent()) {
        findings.add(finding.get(), input);
      }
    }
    assertThat(findings.lines()).isEmpty();
  }
}
