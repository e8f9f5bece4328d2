package org.cocogan.coords;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;

/**
 * The report of a coordinate system: its coordinates at all whole positions, as maps and lists
 * ready for JSON.
 */
public final class CoordinateReport {
  private CoordinateReport() {}

  /**
   * Asks a system for all its coordinates.
   *
   * @return {@code coordinate_system}: its name; {@code full_image_size}, {@code macro_patch_size},
   *     {@code micro_patch_size}: [height, width] in pixels; {@code extrapolation_steps}; {@code
   *     macro_positions}: row-major, each with its {@code row}, {@code column}, {@code macro}
   *     coordinate, and {@code micro}[row][column], the coordinates of its micro patches; {@code
   *     full_micro_grid}[row][column]: the micro coordinates of the whole generated image
   */
  public static Map<String, Object> of(CoordinateSystem system) {
    PatchLayout layout = system.layout();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("coordinate_system", system.name());
    report.put("full_image_size", heightAndWidth(layout.full()));
    report.put("macro_patch_size", heightAndWidth(layout.macro()));
    report.put("micro_patch_size", heightAndWidth(layout.micro()));
    report.put("extrapolation_steps", extrapolationSteps(system));
    report.put("macro_positions", macroPositions(system));
    report.put("full_micro_grid", microCoordinates(system, 0, 0, system.microGrid()));
    return report;
  }

  private static int extrapolationSteps(CoordinateSystem system) {
    return system instanceof ExtrapolatedCoordinateSystem extrapolated ? extrapolated.steps() : 0;
  }

  private static List<Map<String, Object>> macroPositions(CoordinateSystem system) {
    Grid positions = system.macroPositions();
    List<Map<String, Object>> list = new ArrayList<>();
    for (int row = 0; row < positions.rows(); row++) {
      for (int column = 0; column < positions.columns(); column++) {
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("row", row);
        position.put("column", column);
        position.put("macro", asList(system.macroCoordinate(row, column)));
        position.put(
            "micro", microCoordinates(system, row, column, system.layout().microInMacro()));
        list.add(position);
      }
    }
    return list;
  }

  private static List<List<List<Double>>> microCoordinates(
      CoordinateSystem system, int top, int left, Grid grid) {
    List<List<List<Double>>> rows = new ArrayList<>();
    for (int row = 0; row < grid.rows(); row++) {
      List<List<Double>> columns = new ArrayList<>();
      for (int column = 0; column < grid.columns(); column++) {
        columns.add(asList(system.microCoordinate(top + row, left + column)));
      }
      rows.add(columns);
    }
    return rows;
  }

  private static List<Integer> heightAndWidth(Size size) {
    return List.of(size.height(), size.width());
  }

  private static List<Double> asList(double[] coordinate) {
    return Arrays.stream(coordinate).boxed().toList();
  }
}
