package org.cocogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.eval.FidProvider;
import org.cocogan.report.comparison.CheckpointScores;
import org.cocogan.report.comparison.ComparedRuns;
import org.cocogan.report.comparison.Comparison;
import org.cocogan.run.FeatureSource;
import org.cocogan.run.FeatureWatch;
import org.cocogan.run.PictureFiles;
import org.cocogan.run.RealFeatures;
import org.cocogan.run.References;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets trained runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Sets runs side by side in a table: score, size, work, memory and time.",
      "Scores are those that training has logged; with --against all runs are measured",
      "anew, each at its newest checkpoint and at the one that scored best in training."
    },
    footer = {
      "",
      "Example: ./cocogan compare runs/portraits runs/other --against data.npz",
      "docs/systems.md compares COCO-GAN with its ablations and baselines."
    })
final class CompareCommand implements Callable<Integer> {
  /** Options that say how to measure, which is done with --against only. */
  private static final List<String> MEASURING =
      List.of(
          "--metric",
          "--samples",
          "--all-checkpoints",
          "--features",
          "--preprocessing",
          "--features-size",
          "--features-output",
          "--classes-output",
          "--features-on-gpu");

  @Parameters(paramLabel = "RUN", arity = "2..*", description = "The folders of two runs or more.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "STATS|DATA",
      description =
          "Measures against this: a file that stats wrote, a data set's name, or a folder, zip or"
              + " pack.")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = FidProvider.NAME,
      description = "What to measure with --against (default: ${DEFAULT-VALUE}).")
  private String metric = FidProvider.NAME;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Images of each checkpoint to measure (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--all-checkpoints",
      description = "Measures every checkpoint that is kept, for curves over steps and seconds.")
  private boolean allCheckpoints;

  @Mixin private FeatureArguments features;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder for the table (comparison.md), its numbers (comparison.json) and charts of the"
              + " scores over steps and seconds (default: none).")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--json", description = "Prints the comparison as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (samples < 1) {
      throw new ParameterException(spec.commandLine(), "--samples must be at least 1.");
    }
    if (against.isEmpty()) {
      refuseMeasuring();
    }
    output.ifPresent(PictureFiles::in);
    Comparison comparison = compare();
    List<Path> files = List.of();
    try {
      files = output.isPresent() ? comparison.write(output.get()) : files;
    } finally {
      // What took long to measure is told even where it cannot be written.
      print(comparison, files);
    }
    return 0;
  }

  private void print(Comparison comparison, List<Path> files) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      TerminalWriter.printDocument(
          out,
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(comparison.toJson()));
    } else {
      comparison.lines().forEach(out::println);
      files.forEach(file -> out.println("wrote " + file));
    }
    out.flush();
  }

  private void refuseMeasuring() {
    for (String option : MEASURING) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            option
                + " needs --against, which runs are measured by; without it, scores are those that"
                + " training has logged.");
      }
    }
  }

  private Comparison compare() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Workbench workbench = Main.workbench(spec);
    ComparedRuns compared = new ComparedRuns(workbench, runs, err::println);
    if (against.isEmpty()) {
      return compared.logged();
    }
    FeatureWatch watch = new FeatureWatch(err, Terminal.isAttached());
    References references =
        new References(workbench.instance(RealFeatures.class), watch, err::println);
    String reference = against.get();
    try (FeatureSource source =
        new FeatureSource(
            features::open,
            Optional.of(
                (network, images) ->
                    references.open(reference, images, Integer.MAX_VALUE, network)),
            references,
            watch)) {
      return compared.measured(
          new CheckpointScores(workbench, source, metric, samples, err::println), allCheckpoints);
    }
  }
}
