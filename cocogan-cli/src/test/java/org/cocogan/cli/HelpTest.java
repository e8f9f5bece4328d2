package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cocogan.cli.console.TerminalWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  private static final int COLUMNS = 80;

  static Stream<CommandLine> commands() {
    PrintWriter nowhere = new TerminalWriter(new StringWriter());
    List<CommandLine> all = new ArrayList<>();
    collect(Main.commandLine(nowhere, nowhere), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(subcommand -> collect(subcommand, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theLineInTheListOfCommandsIsAWholeSentence(CommandLine command) {
    String summary = command.getCommandSpec().usageMessage().description()[0];

    assertThat(summary).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesCanBePastedFromEightyColumns(CommandLine command) {
    assertThat(Arrays.asList(command.getCommandSpec().usageMessage().footer()))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
  }

  @Test
  void whatIsWrongWithAUsageIsOneLine() {
    CommandRun run = CommandRun.of("generate", "runs/a", "--count", "many");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines())
        .containsExactly(
            "Invalid value for option '--count': 'many' is not an int. './cocogan generate --help'"
                + " tells how it is used.");
  }
}
