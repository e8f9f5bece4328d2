package org.cocogan.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** Coordinates as tables for people; the middle of a large grid is left out. */
public final class CoordinateTable {
  private static final int WIDEST_LINE = 100;
  private static final int MOST_ROWS = 9;
  private static final String GAP = "...";

  private CoordinateTable() {}

  /** The lines of the tables: macro positions, then the micro patches of the whole image. */
  public static List<String> of(CoordinateSystem system) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s coordinates for a full image of %s, macro patches of %s, micro patches of %s"
            .formatted(
                system.name(),
                system.layout().full(),
                system.layout().macro(),
                system.layout().micro()));
    if (system instanceof ExtrapolatedCoordinateSystem extrapolated) {
      lines.add(
          "extrapolated by "
              + extrapolated.steps()
              + " micro patch(es) beyond every open edge; * is beyond the real image");
    }
    lines.add("rows are " + kind(system.verticallyCyclic()));
    lines.add("columns are " + kind(system.horizontallyCyclic()));
    lines.add("");
    Grid positions = system.macroPositions();
    lines.add(
        "macro positions, %s, each of %s micro patches from there"
            .formatted(form(positions), form(system.layout().microInMacro())));
    lines.addAll(
        table(
            positions,
            (row, column) ->
                cell(system.macroCoordinate(row, column))
                    + (system.insideImage(row, column) ? "" : "*")));
    lines.add("");
    lines.add("micro patches of the whole image, " + form(system.microGrid()));
    lines.addAll(
        table(system.microGrid(), (row, column) -> cell(system.microCoordinate(row, column))));
    return lines;
  }

  private interface Cell {
    String at(int row, int column);
  }

  private static List<String> table(Grid grid, Cell content) {
    List<Integer> rows = shown(grid.rows(), MOST_ROWS);
    int cellWidth = content.at(0, 0).length() + 3;
    List<Integer> columns = shown(grid.columns(), Math.max(3, WIDEST_LINE / cellWidth));
    List<List<String>> cells = new ArrayList<>();
    cells.add(header(columns));
    for (int row : rows) {
      List<String> line = new ArrayList<>();
      line.add(row < 0 ? GAP : Integer.toString(row));
      for (int column : columns) {
        line.add(row < 0 ? "" : column < 0 ? GAP : content.at(row, column));
      }
      cells.add(line);
    }
    List<String> lines = new ArrayList<>(aligned(cells));
    if (rows.size() < grid.rows() || columns.size() < grid.columns()) {
      lines.add("  (the middle is left out; --json prints all " + form(grid) + ")");
    }
    return lines;
  }

  private static List<String> header(List<Integer> columns) {
    List<String> header = new ArrayList<>();
    header.add("");
    columns.forEach(column -> header.add(column < 0 ? GAP : Integer.toString(column)));
    return header;
  }

  /** All numbers below the count, or the first and the last with a negative one between them. */
  private static List<Integer> shown(int count, int most) {
    if (count <= most) {
      return IntStream.range(0, count).boxed().toList();
    }
    List<Integer> shown = new ArrayList<>();
    int first = most / 2;
    IntStream.range(0, first).forEach(shown::add);
    shown.add(-1);
    IntStream.range(count - (most - 1 - first), count).forEach(shown::add);
    return shown;
  }

  private static List<String> aligned(List<List<String>> cells) {
    int columns = cells.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder(" ");
      for (int i = 0; i < columns; i++) {
        text.append(" ".repeat(1 + widths[i] - line.get(i).length()))
            .append(line.get(i))
            .append(' ');
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }

  private static String cell(double[] coordinate) {
    return Arrays.stream(coordinate)
        .mapToObj(CoordinateTable::number)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.equals("-0.0000") ? " 0.0000" : value < 0 ? text : " " + text;
  }

  private static String kind(boolean cyclic) {
    return cyclic ? "cyclic: the last one meets the first" : "open";
  }

  private static String form(Grid grid) {
    return grid.rows() + "x" + grid.columns();
  }
}
