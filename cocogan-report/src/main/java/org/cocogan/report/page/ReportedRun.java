package org.cocogan.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.data.Images;
import org.cocogan.experiment.Experiment;
import org.cocogan.figure.CoordinateFigure;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.run.MetricsLog;
import org.cocogan.run.RunDirectory;
import org.cocogan.run.Spread;
import org.cocogan.wiring.Workbench;

/**
 * A run as its report shows it, read from its folder.
 *
 * @param run the folder
 * @param experiment its resolved configuration
 * @param coordinates where its patches are
 */
public record ReportedRun(RunDirectory run, Experiment experiment, CoordinateSystem coordinates) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A screen shows no more; a run may have logged millions. */
  private static final int MOST_POINTS = 1000;

  private static final int MOST_SHEETS = 40;
  private static final int LAST_LINES = 200;
  private static final String ADVICE = "advice";

  /**
   * Opens the folder of a run.
   *
   * @throws CocoGanException if it is none
   */
  public static ReportedRun open(Workbench workbench, Path folder) throws IOException {
    RunDirectory run = new RunDirectory(folder);
    if (!run.isRun()) {
      throw new CocoGanException(
          folder
              + " is no run: it has no config.yaml; name the folder of a run, such as runs/NAME");
    }
    Experiment experiment =
        workbench.read(run.configuration().toString(), Files.readString(run.configuration()));
    return new ReportedRun(
        run, experiment, workbench.assemble(experiment).getInstance(CoordinateSystem.class));
  }

  /** The run as the page reads it. */
  ObjectNode json() throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", String.valueOf(run.path().toAbsolutePath().getFileName()));
    node.put("folder", run.path().toString());
    node.put("configuration", experiment.toYaml());
    node.set("settings", JSON.valueToTree(experiment.settings()));
    node.put("coordinates", png(Images.encodePng(CoordinateFigure.of(coordinates))));
    addLogged(node);
    node.set("sheets", sheets());
    node.put("log", lastLines());
    return node;
  }

  /** Adds numbers by name as [step, value] pairs, evenly thinned, and advice. */
  private void addLogged(ObjectNode node) throws IOException {
    Map<String, List<double[]>> series = new TreeMap<>();
    ArrayNode advice = JSON.createArrayNode();
    for (JsonNode entry : MetricsLog.entries(run.metrics())) {
      double step = entry.get("step").doubleValue();
      if (entry.has(ADVICE)) {
        advice.add(((ObjectNode) entry.get(ADVICE).deepCopy()).put("step", step));
      } else {
        MetricsLog.numbers(entry)
            .forEach(
                (name, value) ->
                    series
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(new double[] {step, value}));
      }
    }
    ObjectNode numbers = node.putObject("series");
    series.forEach(
        (name, points) -> {
          ArrayNode kept = numbers.putArray(name);
          for (double[] point : Spread.of(points, MOST_POINTS)) {
            kept.addArray().add(point[0]).add(point[1]);
          }
        });
    node.set(ADVICE, advice);
  }

  private ArrayNode sheets() throws IOException {
    ArrayNode sheets = JSON.createArrayNode();
    for (Path file : Spread.of(run.sheets(), MOST_SHEETS)) {
      String name = file.getFileName().toString();
      sheets
          .addObject()
          .put("step", Long.parseLong(name.substring(5, name.length() - 4)))
          .put("png", png(Files.readAllBytes(file)));
    }
    return sheets;
  }

  private static String png(byte[] file) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
  }

  private String lastLines() throws IOException {
    if (Files.notExists(run.log())) {
      return "";
    }
    List<String> lines =
        new String(Files.readAllBytes(run.log()), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
