package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.tensor.HostArray;
import org.jspecify.annotations.Nullable;

/**
 * Tensors that a slower, exact implementation of a network has computed, and its configuration.
 *
 * @param config what the file's metadata say under {@code config}
 * @param tensors by name
 */
record GoldenTensors(JsonNode config, Map<String, HostArray> tensors) {
  private static final double RELATIVE = 5e-4;
  private static final double ABSOLUTE = 5e-5;
  private static final double GRADIENT = 1e-5;

  /** Reads one of the kit's own files. */
  static GoldenTensors bundled(String name) throws IOException {
    Path copy = Files.createTempFile("golden", ".safetensors");
    try (var in = GoldenTensors.class.getResourceAsStream("reference/" + name + ".safetensors")) {
      if (in == null) {
        throw new IllegalStateException("the golden tensors " + name + " are missing");
      }
      Files.write(copy, in.readAllBytes());
      SafeTensors file = SafeTensors.read(copy);
      return new GoldenTensors(
          new ObjectMapper().readTree(file.metadata().getOrDefault("config", "{}")),
          file.tensors());
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  int number(String key) {
    return config.path(key).asInt();
  }

  double real(String key) {
    return config.path(key).asDouble();
  }

  HostArray of(String name) {
    HostArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new AssertionError("there is no golden tensor " + name);
    }
    return tensor;
  }

  /** The tensors whose names begin with the prefix, by the rest of their names. */
  Map<String, HostArray> under(String prefix) {
    Map<String, HostArray> found = new TreeMap<>();
    tensors.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** Whether all outputs under a prefix are ours, but for rounding. */
  void checkValues(String prefix, Map<String, HostArray> ours) {
    under(prefix)
        .forEach(
            (name, golden) ->
                near(
                    prefix + name,
                    golden,
                    ours.get(name),
                    ABSOLUTE * Math.sqrt(golden.values().length)));
  }

  /** Whether the gradients under a prefix are ours, all of them, but for rounding. */
  void checkGradients(String prefix, Map<String, HostArray> ours) {
    Map<String, HostArray> golden = under(prefix);
    assertThat(ours.keySet()).isEqualTo(Set.copyOf(golden.keySet()));
    double largest = golden.values().stream().mapToDouble(GoldenTensors::norm).max().orElseThrow();
    golden.forEach((name, value) -> near(prefix + name, value, ours.get(name), GRADIENT * largest));
  }

  private static void near(String name, HostArray golden, @Nullable HostArray ours, double floor) {
    if (ours == null) {
      throw new AssertionError("there is no " + name);
    }
    assertThat(ours.shape()).as("shape of " + name).isEqualTo(golden.shape());
    float[] difference = new float[golden.values().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = ours.values()[i] - golden.values()[i];
    }
    assertThat(norm(new HostArray(golden.shape(), difference)))
        .as("distance of %s from a golden norm of %g", name, norm(golden))
        .isLessThanOrEqualTo(RELATIVE * norm(golden) + floor);
  }

  static double norm(HostArray array) {
    double sum = 0;
    for (float value : array.values()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
