package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.provider.ParameterDefinition;

/** A small file to change, and what the tests know by name. */
final class Examples {
  static final KnownNames KNOWN =
      known(
          Map.of(
              KnownNames.BACKEND,
              Set.of("djl", "dl4j"),
              KnownNames.GENERATOR,
              Set.of("cocogan", "styled"),
              KnownNames.DISCRIMINATOR,
              Set.of("cocogan", "styled"),
              KnownNames.COORDINATE_SYSTEM,
              Set.of("euclidean", "cylindrical", "toroidal", "spherical"),
              KnownNames.METRIC,
              Set.of("fid", "kid"),
              KnownNames.MERGER,
              Set.of("grid", "blending"),
              KnownNames.CROPPER,
              Set.of("grid", "jittering"),
              KnownNames.DATASET,
              Set.of(
                  "celeba",
                  "celeba-syn-inward",
                  "celeba-syn-outward",
                  "celeba-hq",
                  "lsun",
                  "mp3d",
                  "rooms",
                  "quickstart")),
          Map.of("backend onnx", "the jar of onnx brings it"));

  static final SettingsReader READER = new SettingsReader(KNOWN);

  /** Lines count from one, so that line 3 is the full image's size. */
  static final String SMALLEST =
      """
      data_params:
        dataset: quickstart
        full_image_size: [32, 32]
        macro_patch_size: [16, 16]
        micro_patch_size: [8, 8]
        coordinate_system: euclidean
      train_params:
        batch_size: 32
      log_params:
        exp_name: smallest
      """;

  private Examples() {}

  /** Names of each kind; some of them take parameters. */
  static KnownNames known(Map<String, Set<String>> names, Map<String, String> broughtBy) {
    Map<String, List<ParameterDefinition<?>>> parameters =
        Map.of(
            "cylindrical",
            List.of(
                ParameterDefinition.number("angle", "a number above 0", a -> a > 0, "An angle.")
                    .orElse(1.0),
                ParameterDefinition.whole("count", 1, 9, "A count.").orElse(1),
                ParameterDefinition.flag("closed", "Whether it is closed.").orElse(false),
                ParameterDefinition.text("word", "A text.").orElse("")),
            "styled",
            List.of(
                ParameterDefinition.whole("mapping_layers", 1, 1000, "Layers.").orElse(8),
                ParameterDefinition.word("shape", List.of("round", "square"), "A shape.")
                    .orElse("round")),
            "blending",
            List.of(ParameterDefinition.whole("overlap", 0, 9, "Pixels.").orElse(0)),
            "jittering",
            List.of(ParameterDefinition.whole("pixels", 0, 9, "Pixels.").orElse(0)),
            "kid",
            List.of(ParameterDefinition.whole("subsets", 1, 1000, "Subsets.").orElse(100)),
            "rooms",
            List.of(ParameterDefinition.whole("floor", 0, 9, "A floor of the building.")));
    Map<String, SortedMap<String, List<ParameterDefinition<?>>>> kinds = new HashMap<>();
    names.forEach(
        (kind, all) -> {
          SortedMap<String, List<ParameterDefinition<?>>> ofKind = new TreeMap<>();
          all.forEach(name -> ofKind.put(name, parameters.getOrDefault(name, List.of())));
          kinds.put(kind, ofKind);
        });
    return new KnownNames(kinds, broughtBy, "");
  }

  /** The file with a line put in the place of another. */
  static String with(String line, String replacement) {
    assertThat(SMALLEST).contains(line);
    return SMALLEST.replace(line, replacement);
  }

  /** The file with lines after {@code batch_size}: from line 9 on, in the training section. */
  static String training(String... lines) {
    return with("  batch_size: 32\n", "  batch_size: 32\n" + indented(lines));
  }

  /** The file with a section at its end: its key is line 11, its first entry line 12. */
  static String section(String section, String... lines) {
    return SMALLEST + section + ":\n" + indented(lines);
  }

  private static String indented(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append("  ").append(line).append('\n');
    }
    return text.toString();
  }

  static Experiment read(String yaml) {
    return READER.read("run.yaml", yaml).experiment();
  }

  static List<String> warnings(String yaml) {
    return lines(READER.read("run.yaml", yaml).warnings());
  }

  /** What is wrong with a text, one line each. */
  static List<String> problems(String yaml) {
    return lines(refused(yaml).problems());
  }

  static SettingsException refused(String yaml) {
    return catchThrowableOfType(SettingsException.class, () -> READER.read("run.yaml", yaml));
  }

  static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  /** The root of the repository, seen from the module's folder that tests run in. */
  static Path repository() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();
  }
}
