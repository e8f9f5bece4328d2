package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coordinate systems of plugins that do not keep what their interface promises. */
class CoordinateContractTest {
  @TempDir Path folder;
  private PluggedExperiment plugged;

  @BeforeEach
  void makeTheFolders() throws IOException {
    plugged = PluggedExperiment.in(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Flat(new EuclideanCoordinateSystem(layout)); | return null; |"
            + " create(...) gave null; expected an object",
        "// create | if (true) throw new IllegalArgumentException(); | create(...) gave"
            + " java.lang.IllegalArgumentException without a message; expected one that says why",
        "{ return \"flat\"; } | { return null; } | name() gave null; expected an object",
        "{ return inner.layout(); } | { return null; } | layout() gave null; expected an object",
        "{ return inner.dimension(); } | { return 0; } | dimension() gave 0; expected 1 or more",
        "{ return inner.dimension(); } | { return 3; } | microCoordinate(0.0, 0.0) gave"
            + " [-1.0, -1.0]; expected 3 finite numbers, as dimension() says",
        "{ return inner.microGrid(); } | { return new Grid(5, 4); } | microGrid() gave 5x4;"
            + " expected 4x4, the micro patches of a full image, or as many more at both ends of"
            + " an axis that is open",
        "{ return inner.macroPositions(); } | { return new Grid(3, 4); } | macroPositions() gave"
            + " 3x4; expected 3x3, where a macro patch lies inside the grid of micro patches",
        "{ return inner.macroPositions(); } | { return null; } | macroPositions() gave null;"
            + " expected an object",
        "return inner.microCoordinate(row, column); | return null; | microCoordinate(0.0, 0.0)"
            + " gave null; expected 2 finite numbers, as dimension() says",
        "return inner.macroCoordinate(row, column); | return new double[] {row / column, 0}; |"
            + " macroCoordinate(0.0, 0.0) gave [NaN, 0.0]; expected 2 finite numbers, as"
            + " dimension() says",
        "return inner.macroRegion(row, column); | return null; | macroRegion(0.0, 0.0) gave null;"
            + " expected an object",
        "return inner.macroRegion(row, column); | return new PixelRegion((int) row * 9, 0, 8, 8);"
            + " | macroRegion(1.0, 0.0) gave 8x8 pixels from 9,0; expected a macro patch of 8x8"
            + " inside the image of 16x16",
        "return inner.macroRegion(row, column); | return new PixelRegion(0, 0, 8, 4); |"
            + " macroRegion(0.0, 0.0) gave 8x4 pixels from 0,0; expected a macro patch of 8x8"
            + " inside the image of 16x16",
      })
  void holdsCoordinateSystemsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = plugged.flat(replaced, code).jar("x.jar");

    for (String command : new String[] {"check", "train"}) {
      assertThat(failure(plugged.run(command, "flat")))
          .isEqualTo("plugin " + jar + ", coordinate system flat: " + problem);
    }
    plugged.run("check", "euclidean").succeeding();
  }

  @Test
  void asksBetweenWholePositionsToo() throws IOException {
    plugged
        .flat(
            "return inner.macroCoordinate(row, column);",
            "return row % 1 == 0 ? inner.macroCoordinate(row, column) : new double[1];")
        .jar("x.jar");

    assertThat(failure(plugged.run("check", "flat"))).contains(" gave [0.0]; expected 2 ");
  }
}
