package org.cocogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.download.Download;
import org.cocogan.download.PublishedDataset;
import org.cocogan.download.PublishedDataset.File;
import org.cocogan.download.PublishedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a data set that its makers publish. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Downloads a data set from where its makers publish it, and checks sizes and digests.",
      "Started again, it goes on where it stopped; files that are there are left as they are. Of"
          + " data sets whose host wants an agreement it says how to get them."
    },
    footer = {
      "",
      "Data sets: celeba, celeba-hq, fashion-mnist, lsun-bedroom, lsun-bridge,",
      "           lsun-church, lsun-tower, mnist, mp3d",
      "",
      "Examples:",
      "  ./cocogan data fetch mnist",
      "  ./cocogan data fetch celeba --accept-licence --to /disk/data"
    })
final class DataFetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The data set, such as celeba.")
  private String name = "";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The folder of data sets (default: ${DEFAULT-VALUE}, where training looks).")
  private Path folder = Path.of("data");

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "A folder of the web that has the same files, in place of the published one.")
  private Optional<URI> mirror = Optional.empty();

  @Option(
      names = "--accept-licence",
      description = "You have read the terms of the data set and agree to them.")
  private boolean accepted;

  @Option(names = "--json", description = "Prints what is there as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    mirror.ifPresent(address -> WebAddress.require(spec, address));
    PublishedDataset dataset = dataset();
    PrintWriter err = spec.commandLine().getErr();
    err.println(dataset.name() + ": " + dataset.page());
    err.println("licence: " + dataset.licence());
    if (dataset.files().isEmpty()) {
      throw new CommandException(
          dataset.name() + " cannot be downloaded by a program: " + dataset.next(folder));
    }
    if (dataset.asksForAcceptance() && !accepted) {
      throw new CommandException(
          "read the terms on %s, and add --accept-licence if you agree to them"
              .formatted(dataset.page()));
    }
    List<String> paths = new ArrayList<>();
    for (File file : dataset.files()) {
      Path target = folder.resolve(file.name());
      PublishedFile published = file.published(folder, mirror);
      err.println(
          Download.isThere(published, target)
              ? target + " is there"
              : "downloading %s (%s MB) to %s"
                  .formatted(published.address(), file.bytes() >> 20, target));
      new Download(published, DownloadProgress.to(err)).to(target);
      paths.add(target.toString());
    }
    report(dataset, paths);
    return 0;
  }

  private PublishedDataset dataset() {
    List<PublishedDataset> all = PublishedDataset.all();
    return all.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no data set %s to download; there are %s"
                        .formatted(
                            name,
                            all.stream()
                                .map(PublishedDataset::name)
                                .sorted()
                                .collect(Collectors.joining(", ")))));
  }

  private void report(PublishedDataset dataset, List<String> paths) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    String next = dataset.next(folder);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("name", dataset.name());
      object.put("licence", dataset.licence());
      object.put("page", dataset.page().toString());
      object.put("files", paths);
      object.put("next", next);
      TerminalWriter.printDocument(out, new ObjectMapper().writeValueAsString(object));
    } else {
      paths.forEach(out::println);
      out.println("next: " + next);
    }
    out.flush();
  }
}
