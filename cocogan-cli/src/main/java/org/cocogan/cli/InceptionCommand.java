package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.download.Download;
import org.cocogan.download.PublishedFile;
import org.cocogan.eval.network.InceptionImport;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.NetworkCache.Stored;
import org.cocogan.eval.network.NetworkProvenance.Trust;
import org.cocogan.eval.network.OfficialWeights;
import org.cocogan.wiring.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports, downloads and lists the network that FID is defined by. */
@Command(
    name = "inception",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Gets the network that FID is defined by.",
    footer = {"", "Example: ./cocogan inception fetch"})
final class InceptionCommand implements Runnable {
  private static final String SHA_256 = "[0-9a-fA-F]{64}";
  private static final long LARGEST = 1L << 29;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: import, fetch or list.");
  }

  /** The options that all of these commands take. */
  static final class Output {
    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the network from a file of its weights, tries it, and keeps it.",
        "Takes " + OfficialWeights.FILE + " and",
        "classify_image_graph_def.pb. Nothing in the file is run. Scores count as plain FID if the"
            + " file is known by its SHA-256, or has the one that --sha256 states."
      },
      footer = {"", "Example: ./cocogan inception import " + OfficialWeights.FILE})
  int importFile(
      @Parameters(paramLabel = "FILE", description = "The weights.") Path file,
      @Option(
              names = "--sha256",
              paramLabel = "HEX",
              description = "The SHA-256 that the file's makers publish; another one is refused.")
          Optional<String> sha256,
      @Mixin Output output) {
    sha256.ifPresent(this::requireDigest);
    print(new InceptionImport(cache()).run(file, sha256), output);
    return 0;
  }

  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Downloads the weights (95 MB) from where pytorch-fid's makers publish them, checks their"
            + " SHA-256, and imports them. An interrupted download goes on where it stopped.",
        "Without a network: download "
            + OfficialWeights.FOLDER
            + OfficialWeights.FILE
            + " elsewhere, copy it here, and run './cocogan inception import FILE'."
      },
      footer = {"", "Example: ./cocogan inception fetch"})
  int fetch(
      @Option(names = "--from", paramLabel = "URL", description = "Another address of the file.")
          Optional<URI> from,
      @Option(
              names = "--sha256",
              paramLabel = "HEX",
              description =
                  "The SHA-256 of another file at that address (default: that of pytorch-fid).")
          Optional<String> sha256,
      @Mixin Output output)
      throws IOException {
    sha256.ifPresent(this::requireDigest);
    URI address = from.orElse(OfficialWeights.ADDRESS);
    WebAddress.require(spec, address);
    NetworkCache cache = cache();
    String digest = sha256.orElse(OfficialWeights.SHA_256).toLowerCase(Locale.ROOT);
    for (Stored stored : cache.list()) {
      if (stored.provenance().sourceDigest().equals(digest)) {
        print(stored, output);
        return 0;
      }
    }
    Path file =
        cache.folder().resolve(sha256.isPresent() ? digest + ".weights" : OfficialWeights.FILE);
    PrintWriter err = spec.commandLine().getErr();
    err.println("downloading " + address);
    PublishedFile published =
        PublishedFile.upTo(LARGEST, address, digest, "run './cocogan inception import FILE'");
    new Download(published, DownloadProgress.to(err)).to(file);
    print(new InceptionImport(cache).run(file, Optional.of(digest)), output);
    Files.deleteIfExists(file);
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the networks that were imported, the best known first.",
      footer = {"", "Example: ./cocogan inception list"})
  int list(@Mixin Output output) {
    NetworkCache cache = cache();
    List<Stored> stored = cache.list();
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      TerminalWriter.printDocument(
          out, json(stored.stream().map(InceptionCommand::toMap).toList()));
    } else if (stored.isEmpty()) {
      out.println("no network in " + cache.folder() + "; run './cocogan inception fetch'");
    } else {
      stored.forEach(one -> out.println(line(one)));
    }
    out.flush();
    return 0;
  }

  private static NetworkCache cache() {
    return new NetworkCache(Datasets.cache().resolve("networks"));
  }

  private void requireDigest(String digest) {
    if (!digest.matches(SHA_256)) {
      throw new ParameterException(
          spec.commandLine(), "--sha256 takes 64 hexadecimal digits, not " + digest + ".");
    }
  }

  private void print(Stored stored, Output output) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      TerminalWriter.printDocument(out, json(toMap(stored)));
    } else {
      out.println(line(stored));
    }
    out.flush();
    if (stored.provenance().trust() == Trust.NONE) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "these weights fit the network but are not known: scores will carry the name "
              + stored.provenance().name()
              + "; state the SHA-256 that their makers publish by --sha256, if they do");
    }
  }

  private static String line(Stored stored) {
    return stored.provenance().name()
        + "  from "
        + stored.provenance().sourceFile()
        + " ("
        + stored.provenance().sourceFormat()
        + ")  "
        + stored.file();
  }

  private static Map<String, Object> toMap(Stored stored) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", stored.provenance().name());
    map.put("model", stored.file().toString());
    map.put("onnx_sha256", stored.provenance().digest());
    map.put("trust", stored.provenance().trust().name().toLowerCase(Locale.ROOT));
    map.put("source_file", stored.provenance().sourceFile());
    map.put("source_sha256", stored.provenance().sourceDigest());
    map.put("source_format", stored.provenance().sourceFormat());
    return map;
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }
}
