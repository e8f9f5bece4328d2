package org.cocogan.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Rows of images, one below the other, with the step of each at its left.
 *
 * <p>Digits are drawn without a font: a training runs on machines that have none.
 */
final class ProgressStrip {
  private static final int DIGIT_HEIGHT = 5;

  /** With the space to the next. */
  private static final int DIGIT_WIDTH = 4;

  /** Pixels of a digit's dot along both axes. */
  private static final int DOT = 3;

  private static final byte PAPER = (byte) 255;
  private static final byte INK = 80;

  /** Digits from 0 to 9, each in rows of three dots. */
  private static final List<List<String>> DIGITS =
      List.of(
          List.of("###", "#.#", "#.#", "#.#", "###"),
          List.of(".#.", "##.", ".#.", ".#.", "###"),
          List.of("###", "..#", "###", "#..", "###"),
          List.of("###", "..#", ".##", "..#", "###"),
          List.of("#.#", "#.#", "###", "..#", "..#"),
          List.of("###", "#..", "###", "..#", "###"),
          List.of("###", "#..", "###", "#.#", "###"),
          List.of("###", "..#", "..#", ".#.", ".#."),
          List.of("###", "#.#", "###", "#.#", "###"),
          List.of("###", "#.#", "###", "..#", "###"));

  private final List<Row> rows = new ArrayList<>();

  private record Row(PixelImage label, PixelImage images) {}

  /** Adds a row, as wide, high and coloured as the others. */
  void add(long step, PixelImage images) {
    rows.add(new Row(label(Long.toString(step)).withChannels(images.channels()), images));
  }

  /** All rows as one image; there is at least one. */
  PixelImage draw() {
    Size row = rows.get(0).images().size();
    int margin = rows.stream().mapToInt(one -> one.label().size().width()).max().orElseThrow();
    PixelImage strip =
        blank(
            new Size(Product.of(rows.size(), row.height()), Math.addExact(row.width(), margin)),
            rows.get(0).images().channels());
    int top = 0;
    for (Row one : rows) {
      Size label = one.label().size();
      int labelTop = top + Math.max(0, (row.height() - label.height()) / 2);
      strip =
          strip
              .with(new PixelRegion(top, margin, row.height(), row.width()), one.images())
              .with(
                  new PixelRegion(labelTop, margin - label.width(), label.height(), label.width()),
                  one.label());
      top += row.height();
    }
    return strip;
  }

  private static PixelImage label(String step) {
    int width = Product.of(DIGIT_WIDTH, step.length() + 1);
    PixelImage small = blank(new Size(DIGIT_HEIGHT, width), 1);
    for (int i = 0; i < step.length(); i++) {
      List<String> digit = DIGITS.get(step.charAt(i) - '0');
      for (int y = 0; y < DIGIT_HEIGHT; y++) {
        for (int x = 0; x < digit.get(y).length(); x++) {
          if (digit.get(y).charAt(x) == '#') {
            small.pixels()[y * width + DIGIT_WIDTH * i + DIGIT_WIDTH / 2 + x] = INK;
          }
        }
      }
    }
    return small.enlarged(DOT);
  }

  private static PixelImage blank(Size size, int channels) {
    byte[] pixels = new byte[Product.of(size.height(), size.width(), channels)];
    Arrays.fill(pixels, PAPER);
    return new PixelImage(size, channels, pixels);
  }
}
