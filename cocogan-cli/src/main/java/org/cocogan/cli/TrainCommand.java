package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.experiment.Experiment;
import org.cocogan.run.RunDirectory;
import org.cocogan.run.StagedTraining;
import org.cocogan.run.TrainingConsole;
import org.cocogan.run.TrainingRun.Outcome;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains an experiment. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the experiment of a configuration file, or goes on with it.",
      "Ctrl-C finishes the step and saves; the same command goes on from there."
    },
    footer = {"", "Example: ./cocogan train configs/small/portraits-32.yaml"})
final class TrainCommand implements Callable<Integer> {
  @Mixin private ExperimentArguments arguments;

  @Option(names = "--steps", paramLabel = "N", description = "Ends at this step.")
  private Optional<Long> steps = Optional.empty();

  @Option(names = "--backend", paramLabel = "NAME", description = "The engine to train with.")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--strict",
      description = "Refuses a data set with images that cannot be used, instead of skipping them.")
  private boolean strict;

  @Option(names = "--quiet", description = "Shows no progress; notices and the end remain.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Map<String, String> overrides = new LinkedHashMap<>();
    steps.ifPresent(value -> overrides.put("train_params.steps", Long.toString(value)));
    backend.ifPresent(value -> overrides.put("train_params.backend", value));
    Workbench workbench = Main.workbench(spec);
    Experiment experiment = arguments.read(workbench, overrides, err).experiment();
    try (StopSignal stop = new StopSignal()) {
      return stop.call(spec.commandLine(), () -> train(workbench, experiment, stop));
    }
  }

  private int train(Workbench workbench, Experiment experiment, StopSignal stop)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Outcome outcome =
        StagedTraining.train(
            workbench,
            experiment,
            strict,
            stop,
            new TrainingConsole(out, Terminal.isAttached(), quiet));
    out.println();
    out.println(
        (outcome.finished() ? "finished at step " : "stopped after step ") + outcome.step());
    out.println("  checkpoint  " + outcome.checkpoint());
    outcome.sheet().ifPresent(sheet -> out.println("  samples     " + sheet));
    outcome.strip().ifPresent(strip -> out.println("  progress    " + strip));
    RunDirectory run = new RunDirectory(experiment.log().runDirectory());
    out.println(
        outcome.finished()
            ? "  draw more   " + Program.line("generate", run.path())
            : "  go on       " + goOn(run));
    out.flush();
    outcome.requireNoWarning();
    return 0;
  }

  /** What the run's own configuration does not hold is repeated. */
  private String goOn(RunDirectory run) {
    List<Object> words = new ArrayList<>(List.of("train", run.configuration()));
    if (strict) {
      words.add("--strict");
    }
    Main.namedPlugins(spec).ifPresent(folder -> words.addAll(List.of("--plugins", folder)));
    return Program.line(words.toArray());
  }
}
