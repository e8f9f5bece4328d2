package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;

/**
 * Sheets of fixed latent vectors, one a step, and a strip that shows how their first row has come
 * along.
 */
final class SampleSheets {
  private static final int ROWS_OF_STRIP = 10;
  private static final int GAP = 2;

  private final Path folder;
  private final int count;
  private final int channels;
  private final int factor;

  /**
   * Prepares sheets.
   *
   * @param factor how many times over, along both axes, a sheet shows each pixel of an image
   */
  SampleSheets(Path folder, int count, int channels, int factor) {
    this.folder = folder;
    this.count = count;
    this.channels = channels;
    this.factor = factor;
  }

  /** Draws the sheet of a step and renews the strip; returns the sheet's file. */
  Path draw(PatchRenderer renderer, long step) throws IOException {
    List<PixelImage> images =
        Arrays.stream(renderer.images(0, count))
            .map(pixels -> new PixelImage(renderer.imageSize(), channels, pixels))
            .map(image -> image.enlarged(factor))
            .toList();
    PixelImage sheet = ContactSheet.square(count).tile(images);
    Path file = folder.resolve(String.format(Locale.ROOT, "step-%08d.png", step));
    Images.writePng(file, sheet.pixels(), sheet.size(), channels);
    writeStrip(enlarged(renderer.imageSize()));
    return file;
  }

  private Size enlarged(Size image) {
    return new Size(Product.of(factor, image.height()), Product.of(factor, image.width()));
  }

  /** The strip's file. */
  Path strip() {
    return folder.resolve("progress.png");
  }

  private void writeStrip(Size image) throws IOException {
    List<Path> sheets;
    try (Stream<Path> entries = Files.list(folder)) {
      sheets =
          entries
              .filter(entry -> entry.getFileName().toString().matches("step-\\d+\\.png"))
              .sorted()
              .toList();
    }
    List<PixelImage> rows = new ArrayList<>();
    for (Path sheet : spread(sheets)) {
      PixelImage whole = Images.read(sheet, channels);
      int height = image.height() + GAP;
      int length = Product.of(height, whole.size().width(), channels);
      rows.add(
          new PixelImage(
              new Size(height, whole.size().width()),
              channels,
              Arrays.copyOf(whole.pixels(), length)));
    }
    PixelImage strip = new ContactSheet(1, 0, 255).tile(rows);
    Images.writePng(strip(), strip.pixels(), strip.size(), channels);
  }

  /** At most so many sheets, evenly spread, the first and the latest among them. */
  private static List<Path> spread(List<Path> sheets) {
    int rows = Math.min(ROWS_OF_STRIP, sheets.size());
    List<Path> chosen = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      chosen.add(sheets.get(rows == 1 ? 0 : Product.of(row, sheets.size() - 1) / (rows - 1)));
    }
    return chosen;
  }
}
