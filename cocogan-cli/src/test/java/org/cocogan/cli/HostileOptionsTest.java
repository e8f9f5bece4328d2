package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cocogan.cli.console.TerminalWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Whatever stands for a number in an option: the command does it, or says in words for people that
 * it cannot, to which {@link CommandRun} holds every run.
 */
class HostileOptionsTest {
  private static final List<String> VALUES =
      List.of(
          "-1",
          "0",
          "100000000000",
          "NaN",
          "",
          "-1,-1",
          "99999,99999",
          "2147483647,2147483647,1,1");

  /** What is no number. */
  private static final Set<Class<?>> TEXTS = Set.of(String.class, Path.class, URI.class, Map.class);

  /** Those that go on for minutes with a number that they take. */
  private static final Set<String> LEFT_OUT = Set.of("quickstart", "studio");

  @TempDir Path folder;
  private TinyExperiment tiny;
  private Path network;

  @BeforeEach
  void train() throws IOException {
    tiny = TinyExperiment.in(folder);
    tiny.train("--steps", 1).succeeding();
    network = TinyNetwork.write(folder.resolve("tiny.onnx"), 4, 1);
  }

  @Test
  void areTakenOrRefused() {
    List<Command> commands = commands();
    TerminalWriter nowhere = new TerminalWriter(new StringWriter());
    CommandLine line = Main.commandLine(nowhere, nowhere);
    Map<String, List<String>> numbers = numbers("", line);
    numbers.keySet().removeAll(LEFT_OUT);
    assertThat(commands).extracting(Command::name).hasSameElementsAs(numbers.keySet());

    for (Command command : commands) {
      for (String option : numbers.getOrDefault(command.name(), List.of())) {
        for (String value : VALUES) {
          CommandRun.of(command.with(option, value));
        }
      }
    }
  }

  /** Every command that takes numbers, so that it ends at once. */
  private List<Command> commands() {
    Path images = tiny.images();
    Path run = tiny.run();
    Path output = folder.resolve("output");
    return List.of(
        new Command(
            "train", List.of(tiny.configuration()), Map.of("--steps", 1, "--minutes", 1e-6)),
        new Command("generate", List.of(run), Map.of("--count", 1)),
        new Command("interpolate", List.of(run), Map.of("--steps", 1)),
        new Command("complete", List.of(run), Map.of("--image", images.resolve("0.png"))),
        new Command(
            "stats", List.of(images), Map.of("--features", network, "--output", output + ".npz")),
        new Command("evaluate", List.of(images), Map.of("--metrics", "seam")),
        new Command(
            "compare",
            List.of(run, run),
            Map.of("--against", images, "--features", network, "--samples", 2)),
        new Command("init", List.of(images), Map.of("--output", output + ".yaml")),
        new Command("data prepare", List.of("images", images), Map.of("--output", output)),
        new Command("backends", List.of(), Map.of()),
        new Command("cache", List.of(), Map.of()),
        new Command("compare-backends", List.of(tiny.configuration()), Map.of("--steps", 1)),
        new Command("benchmark training", List.of(), benchmark("--batch")),
        new Command("benchmark generation", List.of(), benchmark("--patches")));
  }

  private static Map<String, Object> benchmark(String batch) {
    return Map.of("--width", 1, "--micro", 4, "--steps", 1, "--threads", 1, batch, 2);
  }

  /** A command with what it takes. */
  private record Command(String name, List<Object> parameters, Map<String, Object> options) {
    /** Its words, with another value of an option. */
    Object[] with(String option, String value) {
      List<Object> words = new ArrayList<>(List.of(name.split(" ", -1)));
      words.addAll(parameters);
      options.forEach(
          (key, usual) -> {
            if (!key.equals(option)) {
              words.add(key + "=" + usual);
            }
          });
      words.add(option + "=" + value);
      return words.toArray();
    }
  }

  /** For each command that has some, its options that are numbers. */
  private static Map<String, List<String>> numbers(String name, CommandLine command) {
    Map<String, List<String>> found = new TreeMap<>();
    List<String> own =
        command.getCommandSpec().options().stream()
            .filter(HostileOptionsTest::isNumber)
            .map(OptionSpec::longestName)
            .toList();
    if (!own.isEmpty()) {
      found.put(name, own);
    }
    command
        .getSubcommands()
        .forEach((word, sub) -> found.putAll(numbers((name + " " + word).strip(), sub)));
    return found;
  }

  private static boolean isNumber(OptionSpec option) {
    Class<?> type =
        option.typeInfo().isCollection() || option.typeInfo().isOptional()
            ? option.auxiliaryTypes()[0]
            : option.type();
    return option.arity().max() > 0 && !TEXTS.contains(type) && !type.isEnum();
  }
}
