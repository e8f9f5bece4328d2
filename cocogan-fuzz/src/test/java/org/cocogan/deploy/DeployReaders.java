package org.cocogan.deploy;

import java.util.Map;

/** What this package reads, for fuzzing. */
public final class DeployReaders {
  private DeployReaders() {}

  /** Reads what an exported model says of itself, and asks for each coordinate. */
  public static void properties(Map<String, String> metadata) {
    ExportedCoordinates coordinates = ModelProperties.read("x.onnx", metadata).coordinates();
    int rows = coordinates.microGrid().rows();
    int columns = coordinates.microGrid().columns();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        coordinates.microCoordinate(row, column);
      }
    }
    coordinates.dimension();
    coordinates.macroPositions();
  }
}
