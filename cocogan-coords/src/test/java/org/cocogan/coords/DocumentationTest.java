package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PixelRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables and examples of docs/coordinates.md are what the code computes and compiles. */
class DocumentationTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "coordinates.md");
  private static final Path EXAMPLE = Path.of("src", "test", "java", "com", "example", "torus");

  @Test
  void tabulatesTheEuclideanExample() throws IOException {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.N2M2);
    requireRows(
        IntStream.range(0, system.macroPositions().columns())
            .mapToObj(
                p -> {
                  PixelRegion region = system.macroRegion(0, p);
                  return row(
                      p,
                      entry(system.macroCoordinate(0, p), 1),
                      entry(system.microCoordinate(0, p), 1)
                          + ", "
                          + entry(system.microCoordinate(0, p + 1), 1),
                      region.left() + " to " + (region.left() + region.width() - 1));
                }));
  }

  @Test
  void tabulatesTheMicroPatchesOfOneMacroPatch() throws IOException {
    CoordinateSystem system = new EuclideanCoordinateSystem(Layouts.N2M2);
    requireRows(
        IntStream.of(1, 2)
            .mapToObj(
                r ->
                    row(
                        "row " + r,
                        vector(system.microCoordinate(r, 2)),
                        vector(system.microCoordinate(r, 3)))));
  }

  @Test
  void tabulatesThePanorama() throws IOException {
    CoordinateSystem system = new CylindricalCoordinateSystem(Layouts.PANORAMA);
    requireRows(
        IntStream.range(0, system.microGrid().columns())
            .mapToObj(
                c -> {
                  double[] coordinate = system.microCoordinate(0, c);
                  return row(
                      c,
                      number(2 * c / 12.0 - 1),
                      -180 + 30 * c + "°",
                      entry(coordinate, 1),
                      entry(coordinate, 2),
                      system.macroRegion(0, c).left());
                }));
  }

  @Test
  void tabulatesTheTile() throws IOException {
    CoordinateSystem system = new ToroidalCoordinateSystem(Layouts.N2M2);
    requireRows(
        IntStream.range(0, system.microGrid().columns())
            .mapToObj(
                p -> {
                  double[] coordinate = system.microCoordinate(p, p);
                  assertThat(coordinate).startsWith(coordinate[2], coordinate[3]);
                  return row(
                      p,
                      -180 + 90 * p + "°",
                      entry(coordinate, 0),
                      entry(coordinate, 1),
                      system.macroRegion(p, p).left());
                }));
  }

  @Test
  void tabulatesTheLatitudesOfTheSphere() throws IOException {
    CoordinateSystem system = new SphericalCoordinateSystem(Layouts.SPHERE);
    requireRows(
        IntStream.range(0, system.microGrid().rows())
            .mapToObj(
                r -> {
                  boolean starts = r < system.macroPositions().rows();
                  double[] macro = system.macroCoordinate(r, 3);
                  return row(
                      r,
                      degrees(-67.5 + 45 * r),
                      entry(system.microCoordinate(r, 0), 0),
                      number(radius(system.microCoordinate(r, 0))),
                      starts ? degrees(-45 + 45 * r) : "",
                      starts ? number(macro[0]) : "",
                      starts ? number(macro[1]) : "",
                      starts ? system.macroRegion(r, 0).top() : "");
                }));
  }

  @Test
  void tabulatesTheLongitudesOfTheSphere() throws IOException {
    CoordinateSystem system = new SphericalCoordinateSystem(Layouts.SPHERE);
    requireRows(
        IntStream.range(0, system.microGrid().columns())
            .mapToObj(
                c -> {
                  double[] micro = system.microCoordinate(1, c);
                  double[] macro = system.macroCoordinate(1, c);
                  return row(
                      c,
                      degrees(-157.5 + 45 * c),
                      number(micro[1] / radius(micro)),
                      number(micro[2] / radius(micro)),
                      degrees(-135 + 45 * c),
                      entry(macro, 1),
                      entry(macro, 2),
                      system.macroRegion(0, c).left());
                }));
  }

  private static double radius(double[] coordinate) {
    return Math.hypot(coordinate[1], coordinate[2]);
  }

  private static String degrees(double angle) {
    return String.format(Locale.ROOT, "%.1f°", angle);
  }

  @Test
  void tabulatesTheExtrapolation() throws IOException {
    CoordinateSystem system =
        new ExtrapolatedCoordinateSystem(new EuclideanCoordinateSystem(Layouts.N2M2), 1);
    requireRows(
        IntStream.range(0, system.microGrid().rows())
            .mapToObj(
                p ->
                    row(
                        p,
                        entry(system.microCoordinate(p, 0), 0),
                        p < system.macroPositions().rows()
                            ? entry(system.macroCoordinate(p, 0), 0)
                            : "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TorusCoordinateSystem.java",
        "TorusProvider.java",
        "TorusConformanceTest.java",
      })
  void showsTheExampleAsItCompiles(String file) throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .contains("```java\n" + Files.readString(EXAMPLE.resolve(file)) + "```\n");
  }

  private static void requireRows(Stream<String> rows) throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .contains("|\n" + rows.collect(Collectors.joining()) + "\n");
  }

  private static String row(Object... cells) {
    return Arrays.stream(cells)
        .map(Object::toString)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String vector(double[] coordinate) {
    return Arrays.stream(coordinate)
        .mapToObj(DocumentationTest::number)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String entry(double[] coordinate, int index) {
    return number(coordinate[index]);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
