package org.cocogan.cli;

import java.util.Locale;
import java.util.Optional;
import org.cocogan.cli.NumberOptions.Cell;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;
import org.cocogan.text.Counted;
import picocli.CommandLine.Option;

/** The part to draw of each image; one of these at most. */
final class PartArguments {
  @Option(
      names = "--patch",
      paramLabel = "ROW,COLUMN",
      converter = NumberOptions.CellConverter.class,
      description = "Draws only this micro patch of each image.")
  Optional<Cell> patch = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "TOP,LEFT,HEIGHT,WIDTH",
      converter = NumberOptions.RegionConverter.class,
      description =
          "Draws only these pixels of each image, from the micro patches they touch; across the"
              + " seam, too, where edges meet.")
  Optional<PixelRegion> region = Optional.empty();

  @Option(
      names = "--repeat",
      paramLabel = "TIMES",
      description = "Repeats each image along the axes whose edges meet, to look at the seam.")
  Optional<Integer> repeat = Optional.empty();

  @Option(
      names = "--mark-boundary",
      description = "Outlines what a real image shows, in an image that goes on beyond.")
  boolean boundary;

  /** The pixels of each image. */
  PixelRegion region(PatchRenderer renderer) {
    if (repeat.isPresent()) {
      return renderer.geometry().repeated(repeat.get());
    }
    region.ifPresent(renderer.geometry()::requireThere);
    return patch
        .map(cell -> renderer.geometry().patch(cell.row(), cell.column()))
        .or(() -> region)
        .orElseGet(renderer.geometry()::whole);
  }

  /** Whether it asks for more than whole images or single patches. */
  boolean needsParts() {
    return region.isPresent() || repeat.isPresent();
  }

  /** What the names of files say. */
  String suffix() {
    StringBuilder suffix = new StringBuilder();
    patch.ifPresent(p -> suffix.append("-patch-").append(p.row()).append('-').append(p.column()));
    region.ifPresent(
        r ->
            suffix.append(
                String.format(
                    Locale.ROOT, "-region-%d-%d-%dx%d", r.top(), r.left(), r.height(), r.width())));
    repeat.ifPresent(times -> suffix.append("-repeated-").append(times));
    return suffix + (boundary ? "-marked" : "");
  }

  /** What the summary calls it. */
  String counted(int number, Size size) {
    String part = patch.isPresent() ? "micro patch" : region.isPresent() ? "region" : "image";
    return Counted.of(number, part) + " of " + size;
  }
}
