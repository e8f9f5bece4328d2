package org.cocogan.cli;

import java.io.PrintWriter;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.DatasetKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands for data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Gets data sets and prepares them for training.",
    footer = {"", "Example: ./cocogan data kinds"},
    subcommands = {DataFetchCommand.class, DataPrepareCommand.class})
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Command(
      name = "kinds",
      mixinStandardHelpOptions = true,
      description = "Lists the kinds of data sets and what each looks like on the disk.",
      footer = {"", "Example: ./cocogan data kinds"})
  void kinds() {
    PrintWriter out = spec.commandLine().getOut();
    for (DatasetKind kind : DatasetKinds.all()) {
      out.println("%-20s %s".formatted(kind.name(), kind.layout()));
      String crop = kind.crop().map(part -> ", crop " + part).orElse("");
      String size = kind.size().map(Object::toString).orElse("of the first image");
      out.println("%-20s size %s%s".formatted("", size, crop));
    }
    out.flush();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: fetch, prepare or kinds.");
  }
}
