package org.cocogan.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.exact.Product;
import org.cocogan.experiment.Experiment;
import org.cocogan.file.Digests;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;

/**
 * The properties of an exported model, kept as {@code cocogan.NAME} in the metadata of its file.
 *
 * @param kind what it computes
 * @param bytes whether pictures are bytes
 * @param step training steps behind the weights
 * @param channels of a picture
 * @param latentSpace where latent vectors are drawn from
 * @param coordinates the grid of micro patches of a whole image
 */
public record ModelProperties(
    ModelKind kind,
    boolean bytes,
    long step,
    int channels,
    LatentSpace latentSpace,
    ExportedCoordinates coordinates) {
  static final String FORMAT = "cocogan.format";

  /** The name of the property with the coordinates of a whole image. */
  public static final String COORDINATES = "cocogan.coordinates";

  private static final String DISTRIBUTION = "cocogan.latent_distribution";

  /**
   * The name of the property with an object of the classes, each with its weight, in the order of
   * their entries, which are the last of a latent vector; models of images without classes have
   * none.
   */
  private static final String CLASSES = "cocogan.classes";

  private static final String VERSION = "1";
  private static final int LONGEST = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All properties of a model that is being made. */
  public static Map<String, String> of(
      ModelKind kind,
      List<ModelInput> inputs,
      List<ModelOutput> outputs,
      boolean bytes,
      Experiment experiment,
      ModelSettings settings,
      CoordinateSystem system,
      PointGrid points,
      long step,
      String weights,
      String program) {
    Grid grid = system.microGrid();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(FORMAT, VERSION);
    properties.put("cocogan.kind", kind.toString());
    properties.put("cocogan.pixels", bytes ? "uint8" : "float32");
    properties.put("cocogan.channels", Integer.toString(settings.channels()));
    properties.put("cocogan.latent_dimension", Integer.toString(settings.latentDimension()));
    properties.put(
        DISTRIBUTION, settings.latentSpace().distribution().name().toLowerCase(Locale.ROOT));
    if (!settings.latentSpace().classes().isEmpty()) {
      properties.put(CLASSES, json(settings.latentSpace().classes()));
    }
    properties.put("cocogan.micro_patch_size", settings.layout().micro().toString());
    properties.put("cocogan.macro_patch_size", settings.layout().macro().toString());
    properties.put("cocogan.grid", grid.rows() + "x" + grid.columns());
    properties.put("cocogan.coordinate_system", system.name());
    properties.put("cocogan.vertically_cyclic", Boolean.toString(system.verticallyCyclic()));
    properties.put("cocogan.horizontally_cyclic", Boolean.toString(system.horizontallyCyclic()));
    properties.put(COORDINATES, json(coordinates(system, points)));
    inputs.forEach(input -> properties.put("cocogan.input." + input.name(), input.meaning()));
    outputs.forEach(output -> properties.put("cocogan.output." + output.name(), output.meaning()));
    properties.put("cocogan.experiment", experiment.log().name());
    properties.put("cocogan.configuration_sha256", Digests.of(experiment.toYaml()));
    properties.put("cocogan.step", Long.toString(step));
    properties.put("cocogan.weights", weights);
    properties.put("cocogan.program", program);
    return properties;
  }

  /**
   * Reads the properties of a file.
   *
   * @param name what messages call the file
   * @throws CocoGanException if export has not written it, or a newer version has
   */
  static ModelProperties read(String name, Map<String, String> metadata) {
    String format = metadata.get(FORMAT);
    if (format == null) {
      throw new CocoGanException(
          name
              + " is an ONNX model, but none that ./cocogan export wrote: it has no property "
              + FORMAT);
    }
    if (!format.equals(VERSION)) {
      throw new CocoGanException(
          name + " has format " + format + "; this version reads " + VERSION);
    }
    Reader reader = new Reader(name, metadata);
    return new ModelProperties(
        reader.kind(),
        reader.text("cocogan.pixels").equals("uint8"),
        reader.number("cocogan.step"),
        reader.size("cocogan.channels"),
        reader.latentSpace(),
        reader.coordinates());
  }

  /** The size of a whole image. */
  public Size imageSize() {
    return coordinates.layout().full();
  }

  /**
   * The coordinates of all micro patches of an image, row-major.
   *
   * @param points of a micro patch, side by side in its coordinate
   */
  public static List<float[]> coordinates(CoordinateSystem system, PointGrid points) {
    Grid grid = system.microGrid();
    List<float[]> coordinates = new ArrayList<>();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        coordinates.add(points.coordinates(system, row, column));
      }
    }
    return coordinates;
  }

  /** All properties as one JSON object, in which the coordinates are arrays of numbers. */
  public static String json(Map<String, String> properties) {
    try {
      ObjectNode object = JSON.createObjectNode();
      for (Map.Entry<String, String> property : properties.entrySet()) {
        if (property.getKey().equals(COORDINATES)) {
          object.set(COORDINATES, JSON.readTree(property.getValue()));
        } else {
          object.put(property.getKey(), property.getValue());
        }
      }
      return object + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads single properties; what is missing or malformed is named. */
  private record Reader(String name, Map<String, String> metadata) {
    String text(String key) {
      String value = metadata.get(key);
      if (value == null) {
        throw new CocoGanException(name + " is damaged: it has no property " + key);
      }
      return value;
    }

    long number(String key) {
      try {
        return Long.parseLong(text(key));
      } catch (NumberFormatException e) {
        throw malformed(key, e);
      }
    }

    int size(String key) {
      return size(key, text(key));
    }

    LatentSpace latentSpace() {
      SortedMap<String, Integer> classes = classes();
      try {
        return new LatentSpace(
            Math.subtractExact(size("cocogan.latent_dimension"), classes.size()),
            distribution(),
            classes);
      } catch (IllegalArgumentException e) {
        throw malformed(CLASSES, e);
      }
    }

    private SortedMap<String, Integer> classes() {
      if (!metadata.containsKey(CLASSES)) {
        return Collections.emptySortedMap();
      }
      try {
        TreeMap<String, Integer> classes = JSON.readValue(text(CLASSES), new TypeReference<>() {});
        if (classes != null && !classes.containsValue(null)) {
          return classes;
        }
      } catch (JsonProcessingException e) {
        throw malformed(CLASSES, e);
      }
      throw malformed(CLASSES, new IllegalArgumentException("no weights"));
    }

    /** Models written before there was a choice do not say. */
    Distribution distribution() {
      if (!metadata.containsKey(DISTRIBUTION)) {
        return Distribution.UNIFORM;
      }
      try {
        return Distribution.valueOf(text(DISTRIBUTION).toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw malformed(DISTRIBUTION, e);
      }
    }

    int[] pair(String key) {
      String[] parts = text(key).split("x", -1);
      if (parts.length != 2) {
        throw malformed(key, new IllegalArgumentException("not two numbers"));
      }
      return new int[] {size(key, parts[0]), size(key, parts[1])};
    }

    private int size(String key, String digits) {
      try {
        int size = Integer.parseInt(digits);
        if (size > 0) {
          return size;
        }
      } catch (NumberFormatException e) {
        throw malformed(key, e);
      }
      throw malformed(key, new IllegalArgumentException("not positive"));
    }

    ModelKind kind() {
      for (ModelKind kind : ModelKind.values()) {
        if (kind.toString().equals(text("cocogan.kind"))) {
          return kind;
        }
      }
      throw malformed("cocogan.kind", new IllegalArgumentException("unknown"));
    }

    private boolean flag(String key) {
      return Boolean.parseBoolean(text(key));
    }

    private Size sides(String key) {
      int[] pair = pair(key);
      return new Size(pair[0], pair[1]);
    }

    ExportedCoordinates coordinates() {
      PatchLayout layout = layout();
      Grid grid = layout.microInFull();
      return new ExportedCoordinates(
          text("cocogan.coordinate_system"),
          layout,
          flag("cocogan.vertically_cyclic"),
          flag("cocogan.horizontally_cyclic"),
          table((long) grid.rows() * grid.columns()));
    }

    private PatchLayout layout() {
      Size micro = sides("cocogan.micro_patch_size");
      int[] cells = pair("cocogan.grid");
      try {
        Size image =
            new Size(Product.of(cells[0], micro.height()), Product.of(cells[1], micro.width()));
        return new PatchLayout(image, sides("cocogan.macro_patch_size"), micro);
      } catch (IllegalArgumentException e) {
        throw malformed("cocogan.grid", e);
      }
    }

    private List<float[]> table(long count) {
      try {
        List<float[]> vectors = JSON.readValue(text(COORDINATES), new TypeReference<>() {});
        if (vectors != null && vectors.size() == count && !vectors.contains(null)) {
          return vectors;
        }
      } catch (JsonProcessingException e) {
        throw malformed(COORDINATES, e);
      }
      throw malformed(COORDINATES, new IllegalArgumentException("not " + count + " vectors"));
    }

    /** Enough of a value to see what is wrong. */
    private static String start(String value) {
      return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    }

    private CocoGanException malformed(String key, Exception cause) {
      return new CocoGanException(
          name + " is damaged: its property " + key + " is " + start(text(key)), cause);
    }
  }
}
