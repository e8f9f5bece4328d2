package org.cocogan.report.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;

/** Coordinates as tables for people; the middle of a large grid is left out. */
public final class CoordinateTable {
  private static final int WIDEST_LINE = 108;
  private static final int FEWEST_COLUMNS = 4;
  private static final int MOST_ROWS = 9;
  private static final int GAP = -1;
  private static final String BETWEEN = "   ";

  private CoordinateTable() {}

  /** The lines of the tables: macro positions, then the micro patches of the whole image. */
  public static List<String> of(CoordinateSystem system) {
    PatchLayout layout = system.layout();
    Grid positions = system.macroPositions();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s coordinates of a %s image, in macro patches of %s and micro patches of %s"
            .formatted(system.name(), layout.full(), layout.macro(), layout.micro()));
    lines.add("rows are " + kind(system.verticallyCyclic()));
    lines.add("columns are " + kind(system.horizontallyCyclic()));
    boolean extrapolated = system instanceof ExtrapolatedCoordinateSystem;
    if (system instanceof ExtrapolatedCoordinateSystem extension) {
      lines.add("open ends are extrapolated; micro patches beyond each: " + extension.steps());
    }
    lines.add("");
    lines.add(
        "macro positions, %s, each of the %s micro patches from there%s"
            .formatted(
                form(positions),
                form(layout.microInMacro()),
                extrapolated ? " (* reaches beyond the real image)" : ""));
    lines.addAll(
        table(
            positions,
            (row, column) ->
                numbers(system.macroCoordinate(row, column))
                    + (!extrapolated ? "" : system.insideImage(row, column) ? " " : "*")));
    lines.add("");
    lines.add("micro patches of the whole image, " + form(system.microGrid()));
    lines.addAll(
        table(system.microGrid(), (row, column) -> numbers(system.microCoordinate(row, column))));
    return lines;
  }

  private interface Cell {
    String at(int row, int column);
  }

  private static List<String> table(Grid grid, Cell content) {
    int cellWidth = BETWEEN.length() + content.at(0, 0).length();
    List<Integer> rows = shown(grid.rows(), MOST_ROWS);
    List<Integer> columns =
        shown(grid.columns(), Math.max(FEWEST_COLUMNS, WIDEST_LINE / cellWidth));
    List<List<String>> cells = new ArrayList<>();
    cells.add(line("", columns, CoordinateTable::label));
    for (int row : rows) {
      cells.add(
          line(
              label(row),
              columns,
              column -> row == GAP || column == GAP ? label(GAP) : content.at(row, column)));
    }
    List<String> lines = aligned(cells);
    if (rows.contains(GAP) || columns.contains(GAP)) {
      lines.add("(the middle is left out; --json prints all " + form(grid) + ")");
    }
    return lines;
  }

  private interface Column {
    String of(int number);
  }

  private static List<String> line(String label, List<Integer> columns, Column column) {
    return Stream.concat(Stream.of(label), columns.stream().map(column::of)).toList();
  }

  /** All numbers below the count; if these are too many, the first, a gap, and the last. */
  private static List<Integer> shown(int count, int most) {
    if (count <= most) {
      return IntStream.range(0, count).boxed().toList();
    }
    int first = most / 2;
    int last = most - 1 - first;
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, first), IntStream.of(GAP)),
            IntStream.range(count - last, count))
        .boxed()
        .toList();
  }

  private static String label(int number) {
    return number == GAP ? "..." : Integer.toString(number);
  }

  private static List<String> aligned(List<List<String>> cells) {
    int[] widths = new int[cells.get(0).size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> line : cells) {
      lines.add(
          IntStream.range(0, widths.length)
              .mapToObj(i -> " ".repeat(widths[i] - line.get(i).length()) + line.get(i))
              .collect(Collectors.joining(BETWEEN))
              .stripTrailing());
    }
    return lines;
  }

  private static String numbers(double[] coordinate) {
    return Arrays.stream(coordinate)
        .mapToObj(CoordinateTable::number)
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%6.3f", value);
    return text.equals("-0.000") ? " 0.000" : text;
  }

  private static String kind(boolean cyclic) {
    return cyclic ? "cyclic: the first follows the last" : "open";
  }

  private static String form(Grid grid) {
    return grid.rows() + "x" + grid.columns();
  }
}
