package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cocogan.plugin.PluginListing;
import org.cocogan.plugin.TrustedJars;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists plugins and keeps which of them the user trusts. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the jars of the folder plugins and what they bring; runs nothing of them.",
      "Other commands load those that are trusted. A jar that changes must be trusted anew."
    },
    footer = {"", "Example: ./cocogan plugins --trust"})
final class PluginsCommand implements Callable<Integer> {
  @ArgGroup private Change change = new Change();

  @Spec private CommandSpec spec;

  /** The change of trust to make before the jars are listed. */
  private static final class Change {
    @Option(names = "--trust", description = "Trusts all of them, as they are now.")
    private boolean trust;

    @Option(names = "--forget", description = "Trusts none of them any more.")
    private boolean forget;
  }

  @Override
  public Integer call() throws IOException {
    PluginListing listing = new PluginListing(Main.pluginFolder(spec), TrustedJars.ofUser());
    if (change.trust) {
      listing.trust();
    }
    if (change.forget) {
      listing.forget();
    }
    PrintWriter out = spec.commandLine().getOut();
    listing.lines().forEach(out::println);
    out.flush();
    return 0;
  }
}
