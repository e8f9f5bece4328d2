package org.cocogan.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cocogan.wiring.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be named. */
@Command(
    name = "providers",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what a configuration, or --metrics, can name.",
      "Coordinate systems, networks, data sets, metrics and engines, those of plugins among",
      "them, with the parameters that each takes."
    },
    footer = {"", "Example: ./cocogan providers --plugins plugins"})
final class ProvidersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Main.workbench(spec).instance(Catalogue.class).lines().forEach(out::println);
    out.flush();
    return 0;
  }
}
