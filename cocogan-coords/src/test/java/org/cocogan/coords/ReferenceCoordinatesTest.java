package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that the authors' released code computes. */
class ReferenceCoordinatesTest {
  private static final double TOLERANCE = 1e-12;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            ReferenceCoordinatesTest.class.getResourceAsStream("coordinates.json"))) {
      return StreamSupport.stream(JSON.readTree(stream).get("cases").spliterator(), false);
    }
  }

  @Test
  void hasCasesOfBothSystemsAndOfExtrapolation() throws IOException {
    assertThat(cases().map(node -> node.get("coordinate_system").asText()))
        .containsExactly("euclidean", "euclidean", "euclidean", "cylindrical");
    assertThat(cases().map(node -> node.get("extrapolation_steps").asInt()))
        .containsExactly(0, 0, 1, 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsWhatTheReleasedCodeComputes(JsonNode expected) {
    JsonNode actual = JSON.valueToTree(CoordinateReport.of(systemOf(expected)));
    requireSame("", expected, actual);
  }

  private static CoordinateSystem systemOf(JsonNode expected) {
    PatchLayout layout =
        new PatchLayout(
            sizeOf(expected.get("full_image_size")),
            sizeOf(expected.get("macro_patch_size")),
            sizeOf(expected.get("micro_patch_size")));
    CoordinateSystemProvider provider = Providers.named(expected.get("coordinate_system").asText());
    return new ExtrapolatedCoordinateSystem(
        provider.create(layout, Parameters.none()), expected.get("extrapolation_steps").asInt());
  }

  private static Size sizeOf(JsonNode heightAndWidth) {
    return new Size(heightAndWidth.get(0).asInt(), heightAndWidth.get(1).asInt());
  }

  private static void requireSame(String path, JsonNode expected, JsonNode actual) {
    assertThat(actual.getNodeType()).as(path).isEqualTo(expected.getNodeType());
    if (expected.isDouble()) {
      assertThat(actual.doubleValue())
          .as(path)
          .isBetween(expected.doubleValue() - TOLERANCE, expected.doubleValue() + TOLERANCE);
    } else if (expected.isObject()) {
      assertThat(keys(actual)).as("keys of %s", path).isEqualTo(keys(expected));
      keys(expected)
          .forEach(key -> requireSame(path + "/" + key, expected.get(key), actual.get(key)));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as("length of %s", path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        requireSame(path + "/" + i, expected.get(i), actual.get(i));
      }
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  private static NavigableSet<String> keys(JsonNode node) {
    NavigableSet<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
