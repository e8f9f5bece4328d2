package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of whole images. */
class ImageDecoderTest {
  private static final int EXIF_ORIENTATION_BYTE = 49;

  private final ImageDecoder colour = new ImageDecoder(3);
  private final ImageDecoder grey = new ImageDecoder(1);

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void readsTheVeryPixelsThatWereWritten(String format) throws IOException {
    PixelImage image = Samples.noise(new Size(7, 11), 3, 1);
    BufferedImage written = new BufferedImage(11, 7, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 11; x++) {
        written.setRGB(x, y, Samples.rgb(image, y, x));
      }
    }

    PixelImage read = colour.decode(Samples.encode(written, format));

    assertThat(read.size()).isEqualTo(new Size(7, 11));
    assertThat(read.pixels()).isEqualTo(image.pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "quarters.webp, 0",
    "quarters-lossy.webp, 12",
    "quarters-cmyk.jpg, 12",
    "quarters-progressive.jpg, 6"
  })
  void readsWebpAndJpegOfAllKinds(String name, int tolerance) throws IOException {
    PixelImage image = colour.decode(Samples.resource(name));

    assertThat(image.size()).isEqualTo(new Size(16, 32));
    assertPixel(image, 4, 8, 0xff0000, tolerance);
    assertPixel(image, 4, 24, 0x00ff00, tolerance);
    assertPixel(image, 12, 8, 0x0000ff, tolerance);
    assertPixel(image, 12, 24, 0xffff00, tolerance);
  }

  /** Where red, green, blue and yellow of the stored quarters must be, from the top left. */
  @ParameterizedTest
  @CsvSource({
    "1, RGBY", "2, GRYB", "3, YBGR", "4, BYRG", "5, RBGY", "6, BRYG", "7, YGBR", "8, GYRB"
  })
  void turnsPhotographsUpright(int orientation, String quarters) throws IOException {
    byte[] file = Samples.resource("quarters-lying.jpg");
    file[EXIF_ORIENTATION_BYTE] = (byte) orientation;

    PixelImage image = colour.decode(file);

    Size size = orientation < 5 ? new Size(16, 32) : new Size(32, 16);
    assertThat(image.size()).isEqualTo(size);
    for (int i = 0; i < 4; i++) {
      int row = size.height() * (i / 2 * 2 + 1) / 4;
      int column = size.width() * (i % 2 * 2 + 1) / 4;
      assertPixel(image, row, column, colourOf(quarters.charAt(i)), 6);
    }
  }

  @Test
  void readsTheFirstFrameOfAGif() throws IOException {
    BufferedImage frame = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_INDEXED);
    frame.setRGB(3, 1, 0xffff0000);

    PixelImage image = colour.decode(Samples.encode(frame, "gif"));

    assertThat(image.size()).isEqualTo(new Size(8, 9));
    assertThat(Samples.rgb(image, 1, 3)).isEqualTo(0xff0000);
    assertThat(Samples.rgb(image, 0, 0)).isEqualTo(0x000000);
  }

  @Test
  void compositesTransparentPixelsOverWhite() throws IOException {
    BufferedImage half = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    half.setRGB(0, 0, 0x00123456);
    half.setRGB(1, 0, 0x80000000);
    half.setRGB(2, 0, 0xff123456);

    PixelImage png = colour.decode(Samples.encode(half, "png"));
    PixelImage webp = colour.decode(Samples.resource("quarters-transparent.webp"));

    assertThat(Samples.rgb(png, 0, 0)).isEqualTo(0xffffff);
    assertThat(Samples.rgb(png, 0, 1)).isEqualTo(0x7f7f7f);
    assertThat(Samples.rgb(png, 0, 2)).isEqualTo(0x123456);
    assertThat(Samples.rgb(webp, 4, 24)).isEqualTo(0xffffff);
    assertThat(Samples.rgb(webp, 12, 8)).isEqualTo(0x7f7fff);
  }

  @Test
  void roundsSixteenBitsToEight() throws IOException {
    BufferedImage deep = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 65535, 257 * 100 + 100, 257 * 100 + 150});

    PixelImage image = grey.decode(Samples.encode(deep, "png"));

    assertThat(Samples.values(image)).containsExactly(0, 255, 100, 101);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void readsGreyOfAnyDepthWithoutBrighteningIt(int bits) throws IOException {
    int levels = 1 << bits;
    byte[] ramp = new byte[levels];
    for (int i = 0; i < levels; i++) {
      ramp[i] = (byte) (i * 255 / (levels - 1));
    }
    byte[] file = Pngs.grey(levels, bits);

    PixelImage one = grey.decode(file);
    PixelImage three = colour.decode(file);

    assertThat(one.pixels()).isEqualTo(ramp);
    for (int i = 0; i < levels; i++) {
      assertThat(Samples.rgb(three, 0, i)).isEqualTo((ramp[i] & 255) * 0x010101);
    }
  }

  @Test
  void makesGreyOfColourAsItsLuma() throws IOException {
    BufferedImage primaries = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
    primaries.setRGB(0, 0, 0xff0000);
    primaries.setRGB(1, 0, 0x00ff00);
    primaries.setRGB(2, 0, 0x0000ff);
    primaries.setRGB(3, 0, 0xffffff);

    PixelImage image = grey.decode(Samples.encode(primaries, "png"));

    assertThat(Samples.values(image)).containsExactly(76, 150, 29, 255);
  }

  @Test
  void leavesNothingOfLibwebpInTheTemporaryFolder() throws IOException {
    colour.decode(Samples.resource("quarters.webp"));

    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      // On Windows the library stays until the program ends.
      assertThat(files.filter(file -> file.toString().contains("cocogan-libwebp-")))
          .hasSize(File.separatorChar == '/' ? 0 : 1);
    }
  }

  @Test
  void refusesTwoChannels() {
    assertThatThrownBy(() -> new ImageDecoder(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images have 1 or 3 channels, not 2");
  }

  private static void assertPixel(
      PixelImage image, int row, int column, int expected, int tolerance) {
    int found = Samples.rgb(image, row, column);
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(found >> shift & 255)
          .as("pixel (%d, %d) is %06x, not %06x", row, column, found, expected)
          .isCloseTo(expected >> shift & 255, Offset.offset(tolerance));
    }
  }

  private static int colourOf(char letter) {
    return switch (letter) {
      case 'R' -> 0xff0000;
      case 'G' -> 0x00ff00;
      case 'B' -> 0x0000ff;
      default -> 0xffff00;
    };
  }
}
