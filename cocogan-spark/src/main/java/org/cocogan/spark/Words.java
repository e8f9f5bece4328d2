package org.cocogan.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The words of a command, as picocli has understood them. */
record Words(ParseResult parsed) {
  /** What the command is called, such as {@code data prepare}. */
  String name() {
    return parsed.commandSpec().qualifiedName().replaceFirst("^\\S+ ", "");
  }

  /** That of an option, if it is there. */
  Optional<String> value(String option) {
    return Optional.ofNullable(parsed.matchedOption(option))
        .map(OptionSpec::originalStringValues)
        .filter(values -> !values.isEmpty())
        .map(values -> values.get(values.size() - 1));
  }

  /** All that were given of an option. */
  List<String> values(String option) {
    OptionSpec matched = parsed.matchedOption(option);
    return matched == null ? List.of() : matched.originalStringValues();
  }

  /** A path as processes with other working directories understand it; other words as they are. */
  static String everywhere(String word) {
    return Files.exists(Path.of(word)) ? Path.of(word).toAbsolutePath().toString() : word;
  }

  /** The whole number of an option, or else another. */
  long number(String option, long usual) {
    Number number = parsed.matchedOptionValue(option, (Number) usual);
    return number.longValue();
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  /** The first word that is no option. */
  String subject() {
    return positional(0);
  }

  /** A word that is no option, by its number. */
  String positional(int index) {
    return parsed.matchedPositional(index).originalStringValues().get(0);
  }

  /** Refuses options for which one machine has to have everything. */
  void refuse(String... options) {
    for (String option : options) {
      if (has(option)) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(),
            option + " is for one machine; leave it out, or use ./cocogan.");
      }
    }
  }

  /** The command again, without some of its options. */
  List<String> without(String... options) {
    Set<String> left = new HashSet<>(Set.of(options));
    List<String> words = new ArrayList<>(List.of(name().split(" ", -1)));
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!left.contains(option.longestName())) {
        add(words, option);
      }
    }
    for (PositionalParamSpec positional : parsed.matchedPositionals()) {
      words.addAll(positional.originalStringValues());
    }
    return words;
  }

  private static void add(List<String> words, OptionSpec option) {
    if (takesNothing(option)) {
      words.add(option.longestName());
    } else {
      for (String value : option.originalStringValues()) {
        words.add(option.longestName());
        words.add(value);
      }
    }
  }

  private static boolean takesNothing(ArgSpec option) {
    return option.arity().max() == 0;
  }
}
