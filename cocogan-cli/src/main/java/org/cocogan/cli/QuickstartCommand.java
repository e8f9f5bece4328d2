package org.cocogan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cocogan.experiment.Experiment;
import org.cocogan.run.TrainingConsole;
import org.cocogan.run.TrainingRun;
import org.cocogan.run.TrainingRun.Outcome;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains on the portraits that ship with the project. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = {
      "Trains on the portraits that ship with CocoGAN and draws a sheet of new ones.",
      "Ends within ten minutes on two processor cores; Ctrl-C ends it sooner, and the same",
      "command goes on. The configuration is configs/small/portraits.yaml."
    },
    footer = {"", "Example: ./cocogan quickstart"})
final class QuickstartCommand implements Callable<Integer> {
  private static final String NAME = "portraits.yaml";
  private static final String FILE = "configs/small/" + NAME;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "9",
      description = "Time for training (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0)) {
      throw new ParameterException(spec.commandLine(), "--minutes must be above 0.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Workbench workbench = Main.workbench(spec);
    Experiment experiment = workbench.read(FILE, configuration());
    out.println(
        String.format(
            Locale.ROOT,
            "Training on portraits of %s pixels for at most %.0f minutes; sheets appear in %s.",
            experiment.data().layout().full(),
            minutes,
            experiment.log().runDirectory().resolve("samples")));
    try (StopSignal stop = new StopSignal()) {
      TimeLimit limit = new TimeLimit(stop, minutes);
      return stop.call(
          spec.commandLine(),
          () -> {
            Outcome outcome =
                workbench
                    .assemble(experiment)
                    .getInstance(TrainingRun.class)
                    .train(
                        workbench,
                        false,
                        limit,
                        new TrainingConsole(out, Terminal.isAttached(), false, limit::secondsLeft));
            report(experiment, outcome, out);
            outcome.requireNoWarning();
            return 0;
          });
    }
  }

  private static void report(Experiment experiment, Outcome outcome, PrintWriter out) {
    out.println();
    out.println("After " + outcome.step() + " steps, look at");
    outcome.sheet().ifPresent(sheet -> out.println("  the sheet  " + absolute(sheet)));
    outcome.strip().ifPresent(strip -> out.println("  its making " + absolute(strip)));
    out.println("Then");
    out.println(
        "  draw more  "
            + ProgramName.line("generate", experiment.log().runDirectory().normalize()));
    if (!outcome.finished()) {
      out.println("  go on      " + ProgramName.line("quickstart"));
    }
    out.println(
        "  your own   "
            + ProgramName.name()
            + " train "
            + FILE
            + " --set data_params.dataset=FOLDER --set log_params.exp_name=NAME");
    out.flush();
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static String configuration() throws IOException {
    try (InputStream in = QuickstartCommand.class.getResourceAsStream("quickstart/" + NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
