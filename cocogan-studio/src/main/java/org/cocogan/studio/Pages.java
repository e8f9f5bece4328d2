package org.cocogan.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.weights.numpy.NpyMatrix;

/** The page, its files, and what it asks of runs. */
final class Pages {
  private static final String RUNS = "runs.json";
  private static final String CURVES = "curves.json";
  private static final String LATENTS = "latents.npy";
  private static final String LATENTS_AS_JSON = "latents.json";
  private static final String PATCH = "patch.json";
  private static final Pattern CELL = Pattern.compile("(\\d{1,9}),(\\d{1,9})");

  /** The page's files and their media types. */
  private static final Map<String, String> FILES =
      Map.of(
          "openapi.json", "application/json",
          "studio.html", "text/html;charset=utf-8",
          "studio.css", "text/css;charset=utf-8",
          "studio.js", "text/javascript;charset=utf-8",
          "completion.js", "text/javascript;charset=utf-8",
          "curves.js", "text/javascript;charset=utf-8",
          "gestures.js", "text/javascript;charset=utf-8",
          "naming.js", "text/javascript;charset=utf-8",
          "panorama.js", "text/javascript;charset=utf-8",
          "viewer.js", "text/javascript;charset=utf-8");

  private static final String SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Sources sources;

  Pages(Sources sources) {
    this.sources = sources;
  }

  /**
   * Answers.
   *
   * @throws Refusal if there is no such page
   */
  Answer answer(Request request) {
    String name = String.join("/", request.path());
    if (name.equals(RUNS)) {
      return Answer.json(sources.all().stream().map(Pages::facts).toList());
    }
    if (request.path().get(0).equals(CURVES) && request.path().size() == 2) {
      return Answer.json(curves(request.path().get(1)));
    }
    if (request.path().get(0).equals(LATENTS) && request.path().size() == 2) {
      float[] latent = latent(request);
      return Answer.of("application/octet-stream", NpyMatrix.file(1, latent.length, latent));
    }
    if (request.path().get(0).equals(LATENTS_AS_JSON) && request.path().size() == 2) {
      return Answer.json(Map.of("latent", latent(request)));
    }
    if (request.path().get(0).equals(PATCH) && request.path().size() == 3) {
      ImageName image = ImageName.parse(request.path().get(1));
      return Answer.json(patch(sources.require(image.weights()), image, request.path().get(2)));
    }
    String file = name.isEmpty() ? "studio.html" : name;
    String mediaType = FILES.get(file);
    if (mediaType == null) {
      throw Refusal.missing("there is nothing at this address");
    }
    return Answer.of(mediaType, read(file)).with("Content-Security-Policy", SECURITY);
  }

  private float[] latent(Request request) {
    ImageName image = ImageName.parse(request.path().get(1));
    return image.latent().in(sources.require(image.weights()).latentSpace()).values();
  }

  private Map<String, List<List<Double>>> curves(String name) {
    return sources.all().stream()
        .filter(shown -> shown.source().name().equals(name))
        .findFirst()
        .map(shown -> shown.curves().values())
        .orElseThrow(() -> Refusal.missing("no run of this name is shown here"));
  }

  /** What a patch is made from, and the macro patch it is in, with all parts of that. */
  private static Map<String, Object> patch(Weights weights, ImageName image, String word) {
    Matcher cell = CELL.matcher(word);
    if (!cell.matches()) {
      throw Refusal.bad("a patch is ROW,COLUMN");
    }
    int row = Integer.parseInt(cell.group(1));
    int column = Integer.parseInt(cell.group(2));
    CoordinateSystem system = weights.coordinates(image);
    Map<String, Object> patch = new LinkedHashMap<>();
    try {
      if (image.field().isEmpty()) {
        system.microGrid().cell(row, column);
      }
      patch.put("coordinate", coordinate(system, image, row, column));
      Grid parts = system.layout().microInMacro();
      Grid last = system.macroPositions();
      int top = Math.min(row, last.rows() - 1);
      int left = Math.min(column, last.columns() - 1);
      if (weights.knowsMacroPatches()) {
        Map<String, Object> macro = new LinkedHashMap<>();
        macro.put("row", top);
        macro.put("column", left);
        macro.put(
            "coordinate",
            system.macroCoordinate(top + image.at().row(), left + image.at().column()));
        List<Map<String, Object>> made = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          int down = top + i / parts.columns();
          int right = left + i % parts.columns();
          made.add(
              Map.of(
                  "row", down,
                  "column", right,
                  "coordinate", coordinate(system, image, down, right)));
        }
        macro.put("parts", made);
        patch.put("macro", macro);
      }
      return patch;
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  private static double[] coordinate(
      CoordinateSystem system, ImageName image, int row, int column) {
    return system.microCoordinate(row + image.at().row(), column + image.at().column());
  }

  private static byte[] read(String file) {
    try (InputStream in = Pages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page knows of a run or a model. */
  private static Map<String, Object> facts(Sources.Shown shown) {
    Weights weights = shown.newest();
    CoordinateSystem coordinates = weights.coordinates();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", shown.source().name());
    facts.put("path", shown.source().shownPath());
    facts.put("digest", weights.digest());
    facts.put("step", weights.step());
    facts.put("coordinates", coordinates.name());
    facts.put("rows", weights.grid().rows());
    facts.put("columns", weights.grid().columns());
    facts.put("micro", sides(weights.layout().micro()));
    facts.put("macro", sides(weights.layout().macro()));
    facts.put("cyclic", List.of(coordinates.verticallyCyclic(), coordinates.horizontallyCyclic()));
    facts.put("trainedSteps", weights.trainedSteps());
    facts.put("extrapolates", weights.knowsMacroPatches() && coordinates.canBeExtrapolated());
    facts.put("betweenPositions", weights.drawsBetweenPositions());
    facts.put("completes", weights.completer().isPresent());
    facts.put("truncates", weights.truncates());
    facts.put("fields", weights.drawsFields());
    return facts;
  }

  private static List<Integer> sides(Size size) {
    return List.of(size.height(), size.width());
  }
}
