package org.cocogan.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.plugin.PluginFailure;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Capability;
import org.cocogan.wiring.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the engines. */
@Command(
    name = "backends",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the engines, what each can do, and on which devices it starts here.",
      "Starts every engine, on the processor and on a GPU, to find out."
    },
    footer = {"", "Example: ./cocogan backends --json"})
final class BackendsCommand implements Callable<Integer> {
  private static final List<String> DEVICES = List.of("cpu", "gpu");

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Processor threads; 0 for as many as there are processors (the default).")
  private int threads;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * The start of an engine on a device.
   *
   * @param starts whether it did
   * @param text what it says of itself, or why it does not start
   */
  private record Start(boolean starts, String text) {}

  @Override
  public Integer call() {
    if (threads < 0) {
      throw new ParameterException(
          spec.commandLine(), "Option --threads takes 0 or more, not " + threads);
    }
    Engines engines = Main.workbench(spec).engines();
    Map<String, Map<String, Start>> found = new LinkedHashMap<>();
    for (String name : engines.names()) {
      Map<String, Start> starts = new LinkedHashMap<>();
      DEVICES.forEach(device -> starts.put(device, start(engines, name, device)));
      found.put(name, starts);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      TerminalWriter.printDocument(out, json(engines, found));
    } else {
      lines(engines, found).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private Start start(Engines engines, String name, String device) {
    BackendOptions options =
        new BackendOptions(
            threads == 0 ? Runtime.getRuntime().availableProcessors() : threads, device);
    try (Backend backend = engines.start(name, options)) {
      return new Start(true, backend.description());
    } catch (RuntimeException e) {
      String reason =
          PluginFailure.of(e).map(PluginFailure::toString).orElse(String.valueOf(e.getMessage()));
      return new Start(false, reason.lines().findFirst().orElse("no reason given"));
    }
  }

  private static List<String> lines(Engines engines, Map<String, Map<String, Start>> found) {
    List<String> lines = new ArrayList<>();
    found.forEach(
        (name, starts) -> {
          lines.add("%-6s %s".formatted(name, inWords(engines.capabilities(name))));
          starts.forEach(
              (device, start) ->
                  lines.add(
                      "  %s  %s%s".formatted(device, start.starts() ? "" : "no: ", start.text())));
        });
    engines
        .missing()
        .forEach((name, bringer) -> lines.add("%-6s is missing: %s".formatted(name, bringer)));
    return lines;
  }

  private static String inWords(Set<Capability> capabilities) {
    return (capabilities.contains(Capability.TRAINING) ? "trains and draws" : "draws")
        + (capabilities.contains(Capability.ONNX_EXPORT) ? ", writes ONNX models" : "");
  }

  private static String json(Engines engines, Map<String, Map<String, Start>> found) {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    ArrayNode array = node.putArray("engines");
    found.forEach(
        (name, starts) -> {
          Set<Capability> capabilities = engines.capabilities(name);
          ObjectNode engine =
              array
                  .addObject()
                  .put("name", name)
                  .put("trains", capabilities.contains(Capability.TRAINING))
                  .put("exports_onnx", capabilities.contains(Capability.ONNX_EXPORT));
          ObjectNode devices = engine.putObject("devices");
          starts.forEach(
              (device, start) ->
                  devices
                      .putObject(device)
                      .put("starts", start.starts())
                      .put(start.starts() ? "description" : "reason", start.text()));
        });
    ObjectNode missing = node.putObject("missing");
    engines.missing().forEach(missing::put);
    return node.toString();
  }
}
