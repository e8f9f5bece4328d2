package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cocogan.cache.CacheFolder;
import org.cocogan.cache.NativesFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists and deletes the natives that engines have unpacked. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the natives that engines have unpacked into the cache, and deletes old ones.",
      "They are ~/.cache/cocogan/natives, or lie below the folder that COCOGAN_CACHE names. An"
          + " engine that needs what is deleted unpacks it again."
    },
    footer = {"", "Example: ./cocogan cache --clean"})
final class CacheCommand implements Callable<Integer> {
  @Option(names = "--clean", description = "Deletes those that are not in use any more.")
  private boolean clean;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "With --clean: for how many days no engine has started with them (default:"
              + " ${DEFAULT-VALUE}; 0 deletes all).")
  private int days;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (days < 0) {
      throw new ParameterException(spec.commandLine(), "--days must be at least 0.");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (clean) {
      for (NativesFolder gone : NativesFolder.clean(Duration.ofDays(days))) {
        out.println("deleted " + gone.path());
      }
    }
    List<NativesFolder> unpacked = NativesFolder.unpacked();
    for (NativesFolder folder : unpacked) {
      out.println(line(folder));
    }
    if (unpacked.isEmpty()) {
      out.println("no natives in " + CacheFolder.path());
    }
    out.flush();
    return 0;
  }

  private static String line(NativesFolder folder) throws IOException {
    return String.format(
        Locale.ROOT,
        "%s  %d MB, last used %s",
        folder.path(),
        folder.size() >> 20,
        folder.lastUse().atZone(ZoneOffset.UTC).toLocalDate());
  }
}
