package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesCommandTest {
  private static final double TOLERANCE = 1e-12;
  private static final String SMALL = "CelebA_64x64_N2M2S32";
  private static final String LARGE = "CelebA_128x128_N16M16S64";

  /** The case of that number among those that the authors' released code has computed. */
  private static JsonNode reference(int number) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            CoordinatesCommandTest.class.getResourceAsStream("coordinates.json"))) {
      return new ObjectMapper().readTree(stream).get("cases").get(number);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CelebA_64x64_N2M2S32, 0",
    "CelebA_128x128_N4M4S64, 1",
    "LSUN_256x256_N2M2S128_Extrapolation, 2",
    "MP3D_256x768_N2M2S128, 3"
  })
  void printsTheNumbersOfTheReleasedCodeAsJson(String name, int number) throws IOException {
    CommandRun run = CommandRun.of("coordinates", CommandRun.shipped(name), "--json").succeeding();

    assertSame(name, reference(number), run.json());
  }

  private static void assertSame(String path, JsonNode expected, JsonNode actual) {
    assertThat(actual.getNodeType()).as(path).isEqualTo(expected.getNodeType());
    if (expected.isDouble()) {
      double value = expected.doubleValue();
      assertThat(actual.doubleValue()).as(path).isBetween(value - TOLERANCE, value + TOLERANCE);
    } else if (expected.isContainerNode()) {
      assertThat(keys(actual)).as(path).isEqualTo(keys(expected));
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      keys(expected)
          .forEach(key -> assertSame(path + "/" + key, expected.get(key), actual.get(key)));
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        assertSame(path + "/" + i, expected.get(i), actual.get(i));
      }
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void printsTablesForPeople() {
    CommandRun run = CommandRun.of("coordinates", CommandRun.shipped(SMALL)).succeeding();

    assertThat(run.outputLines())
        .contains(
            "macro positions, 3x3, each of the 2x2 micro patches from there",
            "1    0.000 -1.000    0.000  0.000    0.000  1.000",
            "micro patches of the whole image, 4x4",
            "3    1.000 -1.000    1.000 -0.333    1.000  0.333    1.000  1.000");
    assertThat(run.output()).doesNotContain("left out").doesNotContain("-0.000");
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void leavesOutTheMiddleOfALargeGridAndSaysSo() {
    CommandRun run = CommandRun.of("coordinates", CommandRun.shipped(LARGE)).succeeding();

    assertThat(run.outputLines())
        .contains(
            "(the middle is left out; --json prints all 17x17)",
            "(the middle is left out; --json prints all 32x32)")
        .hasSizeLessThan(40)
        .allMatch(line -> line.length() <= 120);
  }

  @Test
  void marksPositionsBeyondTheRealImage() {
    CommandRun run =
        CommandRun.of("coordinates", CommandRun.shipped("LSUN_256x256_N2M2S128_Extrapolation"))
            .succeeding();

    assertThat(run.outputLines())
        .contains("open ends are extrapolated; micro patches beyond each: 1")
        .anyMatch(line -> line.startsWith("1   -1.000 -2.000*   -1.000 -1.000    -1.000  0.000 "));
  }

  @Test
  void saysWhichAxisIsCyclic() {
    CommandRun run =
        CommandRun.of("coordinates", CommandRun.shipped("MP3D_256x768_N2M2S128")).succeeding();

    assertThat(run.outputLines())
        .contains("rows are open", "columns are cyclic: the first follows the last");
  }

  @Test
  void takesValuesInPlaceOfTheFiles() {
    CommandRun run =
        CommandRun.of(
                "coordinates",
                CommandRun.shipped(SMALL),
                "--json",
                "--set",
                "data_params.full_image_size=[32, 96]")
            .succeeding();

    assertThat(run.json().get("full_image_size").toString()).isEqualTo("[32,96]");
    assertThat(run.json().get("macro_positions")).hasSize(5);
  }

  @Test
  void refusesToPrintMillionsOfCoordinates() {
    CommandRun run =
        CommandRun.of(
            "coordinates",
            CommandRun.shipped(SMALL),
            "--json",
            "--set",
            "data_params.full_image_size=[65536, 65536]");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains("are more than the 2,000,000 that can be printed");
  }

  @Test
  void abbreviatesMillionsOfCoordinatesForPeople() {
    CommandRun run =
        CommandRun.of(
                "coordinates",
                CommandRun.shipped(SMALL),
                "--set",
                "data_params.full_image_size=[65536, 65536]")
            .succeeding();

    assertThat(run.outputLines()).hasSizeLessThan(40);
  }

  @Test
  void refusesExtrapolationWhereThereIsNothingToContinue() {
    CommandRun run =
        CommandRun.of(
            "coordinates",
            CommandRun.shipped("LSUN_256x256_N2M2S128_Extrapolation"),
            "--set",
            "data_params.macro_patch_size=[256, 256]");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains(
            ".yaml:23: train_params.num_extrap_steps: extrapolation needs full images larger than"
                + " the macro patch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "toroidal; both of its axes are cyclic",
        "spherical; past the ends of its open axis its coordinates lead back into the image"
      })
  void refusesExtrapolationOfASystemWithoutAnEdge(String system, String reason) {
    CommandRun run =
        CommandRun.of(
            "coordinates",
            CommandRun.shipped("LSUN_256x256_N2M2S128_Extrapolation"),
            "--set",
            "data_params.coordinate_system=" + system,
            "--set",
            "model_params.spatial_dim=False");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .last()
        .asString()
        .endsWith(
            ".yaml:23: train_params.num_extrap_steps: the coordinate system "
                + system
                + " has no edge to extrapolate beyond: "
                + reason);
  }
}
