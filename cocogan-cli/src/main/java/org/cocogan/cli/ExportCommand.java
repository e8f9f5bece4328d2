package org.cocogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.deploy.ModelKind;
import org.cocogan.export.ModelCard;
import org.cocogan.export.RunExport;
import org.cocogan.export.RunExport.Exported;
import org.cocogan.export.WebExport;
import org.cocogan.export.WeightsExport;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.cocogan.run.TrainedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a trained run for other software. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the networks of a run's latest checkpoint as an ONNX model, or their weights.",
      "A .md file beside a model describes it, with example programs, and a .onnx.json file holds"
          + " its properties. It is tried against the run's"
          + " engine before it is written; an older file stays until the new one is whole."
    },
    footer = {
      "",
      "Kinds:",
      "  patch    micro patches from latent vectors and coordinates",
      "  image    whole images from latent vectors",
      "  region   micro patches of one image from its latent vector and positions",
      "  encoder  latent vectors and positions from macro patches",
      "",
      "Formats:",
      "  onnx         a model of a kind, FILE.onnx",
      "  safetensors  both networks' weights under PyTorch's names, FILE.safetensors",
      "  tensorflow   a checkpoint of the authors' released code, a new folder",
      "  web          a new folder with a page that draws in a browser, part by part",
      "",
      "Examples:",
      "  ./cocogan export runs/portraits --kind image --uint8 --output image.onnx",
      "  ./cocogan export runs/portraits --output patches.onnx",
      "  ./cocogan export runs/portraits --format safetensors --output a.safetensors"
    })
final class ExportCommand implements Callable<Integer> {
  private static final String ENDING = ".onnx";
  private static final String SAFETENSORS = ".safetensors";

  /** The format that is written. */
  enum Format {
    ONNX,
    SAFETENSORS,
    TENSORFLOW,
    WEB;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "RUN", description = "The run's folder, such as runs/portraits.")
  private Path run;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, such as model.onnx; for tensorflow and web, a new folder.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "onnx",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.ONNX;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Of a model: ${COMPLETION-CANDIDATES} (default: patch).")
  private Optional<ModelKind> chosenKind = Optional.empty();

  @Option(
      names = "--uint8",
      description = "Pictures as [height, width, channels] bytes, ready to save.")
  private boolean uint8;

  @Option(
      names = "--latest",
      description = "Takes the latest weights of the generator, not their moving average.")
  private boolean latest;

  @Option(
      names = "--runtime",
      paramLabel = "DIR",
      description = "For web: the folder of the npm package onnxruntime-web (a release has it).")
  private Optional<Path> runtime = Optional.empty();

  @Option(names = "--json", description = "Prints what was written as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (format != Format.WEB && runtime.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--runtime is for --format web.");
    }
    switch (format) {
      case ONNX -> exportModel(chosenKind.orElse(ModelKind.PATCH));
      case WEB -> exportPage();
      case SAFETENSORS, TENSORFLOW -> exportWeights();
    }
    return 0;
  }

  private void exportPage() throws IOException {
    if (chosenKind.isPresent() || uint8) {
      throw new ParameterException(
          spec.commandLine(), "--kind and --uint8 are for models, not for a page.");
    }
    Path library =
        runtime
            .or(() -> ProgramFolder.find("onnxruntime-web"))
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--format web takes --runtime DIR, the folder of the npm package"
                            + " onnxruntime-web."));
    refuseUnwritable();
    PrintWriter err = spec.commandLine().getErr();
    try (TrainedRun trained = TrainedRun.load(Main.workbench(spec), run, err::println)) {
      RunExport export = new RunExport(trained, spec.root().version()[0]);
      Exported exported = new WebExport(export, library).write(latest, output);
      report(ModelKind.PATCH, trained, exported, output.resolve("index.html"));
    } catch (IOException e) {
      throw unwritable(e, "");
    }
  }

  private void requireEnding(String ending) {
    if (!String.valueOf(output.getFileName()).endsWith(ending)) {
      throw new ParameterException(
          spec.commandLine(),
          "--output is a file that ends in " + ending + ", not " + output + ".");
    }
  }

  private void exportWeights() throws IOException {
    if (chosenKind.isPresent() || uint8) {
      throw new ParameterException(
          spec.commandLine(), "--kind and --uint8 are for models, not for weights.");
    }
    if (format == Format.SAFETENSORS) {
      requireEnding(SAFETENSORS);
    }
    refuseUnwritable();
    PrintWriter err = spec.commandLine().getErr();
    try (TrainedRun trained = TrainedRun.load(Main.workbench(spec), run, err::println)) {
      WeightsExport export = new WeightsExport(trained, latest);
      reportWeights(trained, export.isAveraged(), write(export));
    }
  }

  /** How many tensors were written. */
  private int write(WeightsExport export) {
    try {
      return format == Format.SAFETENSORS ? export.safetensors(output) : export.tensorFlow(output);
    } catch (IOException e) {
      throw unwritable(e, "");
    }
  }

  private void reportWeights(TrainedRun trained, boolean averaged, int tensors) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String weights = averaged ? "average" : "latest";
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("run", run.toString());
      object.put("step", trained.step());
      object.put("format", format.toString());
      object.put("output", output.toString());
      object.put("tensors", tensors);
      object.put("weights", weights);
      TerminalWriter.printDocument(out, new ObjectMapper().writeValueAsString(object));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%s of step %d, %d tensors, weights %s",
              format,
              trained.step(),
              tensors,
              weights));
      out.println(output);
    }
    out.flush();
  }

  private void exportModel(ModelKind kind) throws IOException {
    requireEnding(ENDING);
    String name = String.valueOf(output.getFileName());
    if (kind == ModelKind.ENCODER && (uint8 || latest)) {
      throw new ParameterException(
          spec.commandLine(), "--uint8 and --latest are for kinds that draw, not for encoder.");
    }
    Path card = output.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".md");
    refuseUnwritable(card);
    PrintWriter err = spec.commandLine().getErr();
    try (TrainedRun trained = TrainedRun.load(Main.workbench(spec), run, err::println)) {
      Exported exported =
          new RunExport(trained, spec.root().version()[0]).export(kind, uint8, latest, name);
      write(output, exported.bytes());
      write(card, exported.card().getBytes(StandardCharsets.UTF_8));
      write(
          output.resolveSibling(name + ".json"),
          exported.properties().getBytes(StandardCharsets.UTF_8));
      report(kind, trained, exported, card);
    }
  }

  /** Before the engine starts and the model is made. */
  private void refuseUnwritable(Path card) {
    refuseUnwritable();
    if (Files.exists(card) && !ModelCard.isAt(card)) {
      throw new CommandException(
          card
              + " is in the way, which describes no exported model: the description of "
              + output
              + " goes there; move it, or choose another --output");
    }
  }

  private void refuseUnwritable() {
    Path folder = output.toAbsolutePath().getParent();
    if ((format == Format.TENSORFLOW || format == Format.WEB) && Files.exists(output)) {
      throw new CommandException(output + " is there already; choose another --output");
    }
    if (Files.isDirectory(output)) {
      throw new CommandException(output + " is a folder; name a file in it, such as model.onnx");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandException(
          "there is no folder " + folder + "; make it, or choose another --output");
    }
    if (!Files.isWritable(folder)) {
      throw new CommandException(
          "cannot write into " + folder + "; make it writable, or choose another --output");
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      DurableFiles.replace(file, content);
    } catch (IOException e) {
      throw unwritable(e, "; it needs " + megabytes(content.length));
    }
  }

  private static CommandException unwritable(IOException failure, String needs) {
    return new CommandException(
        "cannot write "
            + FileFailures.describe(failure)
            + needs
            + "; what was there before is untouched; free space or choose another --output");
  }

  private static String megabytes(int bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private void report(ModelKind kind, TrainedRun trained, Exported exported, Path card)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("run", run.toString());
      object.put("step", trained.step());
      object.put("kind", kind.toString());
      object.put("model", output.toString());
      object.put("card", card.toString());
      object.put("bytes", exported.bytes().length);
      object.put("largest_difference", exported.difference());
      TerminalWriter.printDocument(out, new ObjectMapper().writeValueAsString(object));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%s of step %d, %s; it differs from %s by %.1e at most",
              kind,
              trained.step(),
              megabytes(exported.bytes().length),
              trained.backend().name(),
              exported.difference()));
      out.println(output);
      out.println(card);
    }
    out.flush();
  }
}
