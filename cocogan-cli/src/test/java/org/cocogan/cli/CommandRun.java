package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.cocogan.cli.console.TerminalWriter;
import picocli.CommandLine;

/**
 * What a command line did.
 *
 * @param exitCode 0 success, 1 failure, 2 wrong usage
 * @param output standard output
 * @param errors standard error
 */
record CommandRun(int exitCode, String output, String errors) {
  /** Runs the command line within this JVM; whatever it is given, it has no fault of its own. */
  static CommandRun of(Object... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line = Main.commandLine(new TerminalWriter(output), new TerminalWriter(errors));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = line.execute(words);
    assertThat(errors.toString()).as(String.join(" ", words)).doesNotContain(Failures.FAULT);
    return new CommandRun(exitCode, output.toString(), errors.toString());
  }

  /** A configuration file that the repository ships, by its name in the folder configs. */
  static Path shipped(String name) {
    return Path.of(System.getProperty("basedir", ""))
        .toAbsolutePath()
        .resolve("../configs")
        .resolve(name + ".yaml")
        .normalize();
  }

  /** The same, which must have succeeded. */
  CommandRun succeeding() {
    assertThat(exitCode).as(errors).isZero();
    return this;
  }

  /** Lines of standard output. */
  List<String> outputLines() {
    return output.lines().toList();
  }

  /** Lines of standard error, without the program's name in front. */
  List<String> errorLines() {
    return errors.lines().map(line -> line.replaceFirst("^cocogan: ", "")).toList();
  }

  /** Standard output as JSON. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(output);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + output, e);
    }
  }
}
