package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
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
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Stops after this time, of each run if there are several, and saves.")
  private double minutes = Double.POSITIVE_INFINITY;

  @Option(
      names = "--seeds",
      paramLabel = "SEED",
      split = ",",
      description =
          "Trains a run for each of these seeds, such as 0,1,2, one after another, in folders named"
              + " after them: NAME-seed-0 ...")
  private List<Long> seeds = new ArrayList<>();

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
    if (!(minutes > 0)) {
      throw new ParameterException(spec.commandLine(), "--minutes must be above 0.");
    }
    if (new HashSet<>(seeds).size() < seeds.size()) {
      throw new ParameterException(spec.commandLine(), "--seeds names a seed twice.");
    }
    PrintWriter err = spec.commandLine().getErr();
    Map<String, String> overrides = new LinkedHashMap<>();
    steps.ifPresent(value -> overrides.put("train_params.steps", Long.toString(value)));
    backend.ifPresent(value -> overrides.put("train_params.backend", value));
    Workbench workbench = Main.workbench(spec);
    Experiment experiment = arguments.read(workbench, overrides, err).experiment();
    try (StopSignal stop = new StopSignal()) {
      return stop.call(
          spec.commandLine(),
          () -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (Experiment run : runs(workbench, experiment)) {
              if (outcomes.isEmpty() || !stop.getAsBoolean()) {
                outcomes.add(train(workbench, run, stop));
              }
            }
            outcomes.forEach(Outcome::requireNoWarning);
            return 0;
          });
    }
  }

  /** The experiment, or one for each seed, read back so that it is known to be valid. */
  private List<Experiment> runs(Workbench workbench, Experiment experiment) {
    if (seeds.isEmpty()) {
      return List.of(experiment);
    }
    return seeds.stream()
        .map(
            seed -> {
              String name = experiment.log().name() + "-seed-" + seed;
              return workbench.read("seed " + seed, experiment.withRun(name, seed).toYaml());
            })
        .toList();
  }

  private Outcome train(Workbench workbench, Experiment experiment, StopSignal stop)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!seeds.isEmpty()) {
      out.println(
          "seed " + experiment.training().seed() + ", in " + experiment.log().runDirectory());
    }
    TimeLimit limit = new TimeLimit(stop, minutes);
    Outcome outcome =
        StagedTraining.train(
            workbench,
            experiment,
            strict,
            limit,
            new TrainingConsole(out, Terminal.isAttached(), quiet, limit::secondsLeft));
    out.println();
    out.println(
        (outcome.finished() ? "finished at step " : "stopped after step ") + outcome.step());
    out.println("  checkpoint  " + outcome.checkpoint());
    outcome.sheet().ifPresent(sheet -> out.println("  samples     " + sheet));
    outcome.strip().ifPresent(strip -> out.println("  progress    " + strip));
    RunDirectory run = new RunDirectory(experiment.log().runDirectory());
    out.println(
        outcome.finished()
            ? "  draw more   " + ProgramName.line("generate", run.path())
            : "  go on       " + goOn(run));
    out.flush();
    return outcome;
  }

  /** What the run's own configuration does not hold is repeated. */
  private String goOn(RunDirectory run) {
    List<Object> words = new ArrayList<>(List.of("train", run.configuration()));
    if (strict) {
      words.add("--strict");
    }
    Main.namedPlugins(spec).ifPresent(folder -> words.addAll(List.of("--plugins", folder)));
    return ProgramName.line(words.toArray());
  }
}
