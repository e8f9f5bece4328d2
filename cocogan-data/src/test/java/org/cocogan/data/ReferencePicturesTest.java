package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every decoder with the reference libraries, on pictures that tools/fixtures/pictures
 * made.
 */
class ReferencePicturesTest {
  private static final String FOLDER = "pictures/";

  static Stream<Arguments> pictures() throws IOException {
    String lines = new String(Samples.resource(FOLDER + "expected.csv"), StandardCharsets.UTF_8);
    return lines.lines().map(line -> Arguments.of((Object[]) line.split(",", -1)));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void showsWhatTheReferenceLibrariesShow(String name, String expected) throws IOException {
    PixelImage reference = ppm(Samples.resource(FOLDER + expected));

    PixelImage image = new ImageDecoder(3).decode(Samples.resource(FOLDER + name));

    assertThat(image.size()).isEqualTo(reference.size());
    assertThat(greatestDifference(image, reference)).isLessThanOrEqualTo(tolerance(name));
  }

  /**
   * Whoever changes what files are decoded to raises the version, and puts the new digest here.
   * JPEG is left out, for Java's builds have libjpeg from here and there.
   */
  @Test
  void hasAVersionForEveryChangeOfPixels() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (Arguments picture : pictures().toList()) {
      String name = (String) picture.get()[0];
      if (!name.endsWith(".jpg")) {
        sha.update(new ImageDecoder(3).decode(Samples.resource(FOLDER + name)).pixels());
      }
    }

    assertThat(List.of(ImageDecoder.VERSION, HexFormat.of().formatHex(sha.digest(), 0, 8)))
        .isEqualTo(List.of(2, "e5492c62fdb7b2f7"));
  }

  /** Cuts each picture off somewhere, and changes some of its bytes, again and again. */
  @ParameterizedTest
  @MethodSource("pictures")
  void meetsDamageOfAnyKindWithOneLine(String name, String expected) throws IOException {
    byte[] whole = Samples.resource(FOLDER + name);
    ImageDecoder modest = new ImageDecoder(3, 1_000_000, Long.MAX_VALUE);
    CountedRandom random = CountedRandom.of(1, name, 0);
    for (int attempt = 0; attempt < 20; attempt++) {
      int length = attempt % 4 == 0 ? random.nextInt(whole.length) : whole.length;
      byte[] damaged = Arrays.copyOf(whole, length);
      for (int change = attempt % 4; change > 0; change--) {
        damaged[random.nextInt(length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(modest.decode(damaged).pixels()).isNotEmpty();
      } catch (DataException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
  }

  /** Colours of print and of 5 bits are rounded otherwise here than there. */
  private static int tolerance(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "jpg" -> 2;
      case "bmp" -> 1;
      default -> 0;
    };
  }

  private static int greatestDifference(PixelImage image, PixelImage reference) {
    int greatest = 0;
    int[] found = Samples.values(image);
    int[] wanted = Samples.values(reference);
    for (int i = 0; i < found.length; i++) {
      greatest = Math.max(greatest, Math.abs(found[i] - wanted[i]));
    }
    return greatest;
  }

  /** Reads "P6", width, height and 255, each with one space or line end behind it, and pixels. */
  private static PixelImage ppm(byte[] file) {
    String[] header = new String(file, StandardCharsets.ISO_8859_1).split("\\s", 5);
    Size size = new Size(Integer.parseInt(header[2]), Integer.parseInt(header[1]));
    byte[] pixels = new byte[3 * size.height() * size.width()];
    System.arraycopy(file, file.length - pixels.length, pixels, 0, pixels.length);
    return new PixelImage(size, 3, pixels);
  }
}
