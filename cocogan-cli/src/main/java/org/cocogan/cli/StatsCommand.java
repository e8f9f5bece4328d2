package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.FrechetDistance;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.eval.statistics.StatisticsProvenance;
import org.cocogan.patch.Size;
import org.cocogan.run.FeatureWatch;
import org.cocogan.run.ReferenceMoments;
import org.cocogan.run.References;
import org.cocogan.text.Counted;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the statistics of real images that generated ones are compared with. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = {
      "Computes mean and covariance of the features of images, as FID compares them.",
      "They go to a file that pytorch-fid and TTUR read, too; what they are of stands",
      "beside it, in FILE.npz.json. After an interruption the same command goes on."
    },
    footer = {
      "",
      "Example: ./cocogan stats data/celeba.zip --size 64,64 --output celeba-64.npz",
      "Then:    ./cocogan evaluate runs/celeba --against celeba-64.npz --samples 10000"
    })
final class StatsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATA",
      description = "A data set's name, or the path of a folder, zip or pack of images.")
  private String data;

  @Option(
      names = "--output",
      paramLabel = "FILE.npz",
      required = true,
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--size",
      paramLabel = "H,W",
      converter = Converters.ImageSize.class,
      description =
          "The size to bring images to before all else, as training does (default: the size that"
              + " all have).")
  private Optional<Size> size = Optional.empty();

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "3",
      description = "3 for colour, 1 for grey (default: ${DEFAULT-VALUE}).")
  private int channels;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many of the first images to take (default: all).")
  private Optional<Integer> count = Optional.empty();

  @Mixin private FeatureArguments features;

  @Option(names = "--json", description = "Prints what was written as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (count.filter(images -> images < 2).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 2.");
    }
    if (channels != 1 && channels != 3) {
      throw new ParameterException(
          spec.commandLine(), "--channels takes 3 for colour or 1 for grey, not " + channels + ".");
    }
    if (!References.isStatistics(output.toString())) {
      throw new ParameterException(spec.commandLine(), "--output must end in .npz.");
    }
    PrintWriter err = spec.commandLine().getErr();
    Workbench workbench = Main.workbench(spec);
    Datasets datasets = workbench.instance(Datasets.class);
    try (FeatureNetwork network = features.open();
        Dataset dataset = datasets.open(data, size, channels, err::println);
        References references =
            new References(new FeatureWatch(err, Terminal.isAttached()), err::println)) {
      write(
          network,
          dataset,
          workbench
              .instance(ReferenceMoments.class)
              .of(dataset, count.orElse(Integer.MAX_VALUE), network, references));
    }
    return 0;
  }

  private void write(FeatureNetwork network, Dataset dataset, FeatureMoments moments)
      throws JsonProcessingException {
    long images = moments.count().orElseThrow();
    StatisticsFile.write(
        output,
        moments,
        new StatisticsProvenance(
            network.name(),
            network.digest(),
            network.preprocessing().toString(),
            images,
            dataset.name() + " at " + dataset.imageSize()));
    FrechetDistance.shortage(images, network.dimension())
        .ifPresent(spec.commandLine().getErr()::println);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      TerminalWriter.printDocument(
          out, new ObjectMapper().writeValueAsString(object(network, dataset, images)));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "wrote %s: %d features of %s of %s of %s (%s), %s",
              output,
              network.dimension(),
              network.name(),
              Counted.of(images, "image"),
              dataset.name(),
              dataset.imageSize(),
              network.preprocessing()));
    }
    out.flush();
  }

  private Map<String, Object> object(FeatureNetwork network, Dataset dataset, long images) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("statistics", output.toString());
    object.put("source", dataset.name());
    object.put("images", images);
    object.put("image_size", List.of(dataset.imageSize().height(), dataset.imageSize().width()));
    object.put("network", network.name());
    object.put("network_digest", network.digest());
    object.put("preprocessing", network.preprocessing().toString());
    object.put("features", network.dimension());
    return object;
  }
}
