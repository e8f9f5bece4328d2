package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    PixelImage read = colour.decode(encode(written, format));

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

    PixelImage image = colour.decode(encode(frame, "gif"));

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

    PixelImage png = colour.decode(encode(half, "png"));
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

    PixelImage image = grey.decode(encode(deep, "png"));

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
    byte[] file = greyPng(levels, bits);

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

    PixelImage image = grey.decode(encode(primaries, "png"));

    assertThat(Samples.values(image)).containsExactly(76, 150, 29, 255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarters.webp",
        "quarters-lossy.webp",
        "quarters-cmyk.jpg",
        "quarters-progressive.jpg",
        "quarters-lying.jpg"
      })
  void refusesAFileCutOffAnywhere(String name) throws IOException {
    byte[] file = Samples.resource(name);

    for (int length = 0; length < file.length - 2; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> colour.decode(cut))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(DataException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void refusesAFileCutOffInItsPixels(String format) throws IOException {
    byte[] file = encode(new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_INDEXED), format);

    assertThatThrownBy(() -> colour.decode(Arrays.copyOf(file, file.length - 30)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("it is broken or cut off: ");
  }

  @Test
  void refusesDamageInsideAJpeg() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    PixelImage noise = Samples.noise(new Size(64, 64), 3, 2);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, Samples.rgb(noise, i / 64, i % 64));
    }
    ImageIO.write(image, "jpg", out);
    byte[] file = out.toByteArray();
    Arrays.fill(file, file.length / 2, file.length / 2 + 60, (byte) 0xff);

    assertThatThrownBy(() -> colour.decode(file)).isInstanceOf(DataException.class);
  }

  @Test
  void refusesAHeaderThatClaimsTooManyPixelsBeforeMakingRoomForThem() {
    assertThatThrownBy(() -> colour.decode(pngHeader(2_000_000_000, 2_000_000_000)))
        .isInstanceOf(DataException.class)
        .hasMessage("2000000000x2000000000 pixels are more than the 100000000 allowed");
  }

  @Test
  void refusesABmpThatClaimsTooManyPixels() throws IOException {
    byte[] file = encode(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "bmp");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 100_000).putInt(22, 100_000);

    assertThatThrownBy(() -> colour.decode(file))
        .isInstanceOf(DataException.class)
        .hasMessage("100000x100000 pixels are more than the 100000000 allowed");
  }

  /** Each of these chunks is some 200 kB that inflate to 200 MB. */
  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iCCP", "IDAT"})
  void keepsOutWhatAPngInflatesBesideItsPixels(String type) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    if (!type.equals("IDAT")) {
      content.writeBytes("bomb\0\0".getBytes(StandardCharsets.ISO_8859_1));
    }
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(content)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        deflater.write(zeros);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(pngStart(1, 1, 8, 0));
    file.writeBytes(chunk(type, content.toByteArray()));
    if (!type.equals("IDAT")) {
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
        deflater.write(new byte[2]);
      }
      file.writeBytes(chunk("IDAT", pixels.toByteArray()));
    }
    file.writeBytes(chunk("IEND", new byte[0]));
    long before = Samples.allocatedBytes();

    PixelImage image = grey.decode(file.toByteArray());

    assertThat(Samples.values(image)).containsExactly(0);
    assertThat(Samples.allocatedBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void refusesAnImageAboveALimitOfItsOwn() {
    ImageDecoder modest = new ImageDecoder(3, 24, Long.MAX_VALUE);

    assertThat(modest.decode(Samples.png(4, 6, 0)).size()).isEqualTo(new Size(4, 6));
    assertThatThrownBy(() -> modest.decode(Samples.png(5, 5, 0)))
        .isInstanceOf(DataException.class)
        .hasMessage("5x5 pixels are more than the 24 allowed");
  }

  @Test
  void namesTheMemoryThatAnImageNeedsBeforeItTakesAny() throws IOException {
    int pixels = 4000 * 5000;
    ImageDecoder modest = new ImageDecoder(3, ImageDecoder.MAXIMUM_PIXELS, 250L << 20);

    assertThat(modest.decode(Samples.png(4, 6, 0)).size()).isEqualTo(new Size(4, 6));
    long before = Samples.allocatedBytes();
    assertThatThrownBy(() -> modest.decode(deepPng(4000, 5000)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "4000x5000 pixels need more memory than Java has; give it more, such as -Xmx1g");
    assertThat(Samples.allocatedBytes() - before).isLessThan(pixels);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void takesNoMoreMemoryForSixteenBitsThanItCountsWith(int channels) throws IOException {
    ImageDecoder decoder = new ImageDecoder(channels);
    byte[] file = deepPng(600, 1000);
    decoder.decode(file);
    long before = Samples.allocatedBytes();

    decoder.decode(file);

    assertThat(Samples.allocatedBytes() - before)
        .isLessThan(600 * 1000 * ImageDecoder.BYTES_PER_PIXEL + 2_000_000);
  }

  /** Red, green, blue and alpha of 16 bits, to be turned. */
  private static byte[] deepPng(int height, int width) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
      byte[] row = new byte[1 + 8 * width];
      for (int i = 0; i < height; i++) {
        deflater.write(row);
      }
    }
    byte[] turned = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(pngStart(width, height, 16, 6));
    file.writeBytes(chunk("eXIf", turned));
    file.writeBytes(chunk("IDAT", pixels.toByteArray()));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IHDR", "IDAT"})
  void refusesAPngOfWhichAChecksumDiffers(String chunk) {
    byte[] file = Samples.png(4, 4, 1);
    int name = new String(file, StandardCharsets.ISO_8859_1).indexOf(chunk);
    int length = ByteBuffer.wrap(file).getInt(name - 4);
    file[name + 4 + length]++;

    assertThatThrownBy(() -> colour.decode(file))
        .isInstanceOf(DataException.class)
        .hasMessage("it is damaged: the checksum of its chunk " + chunk + " differs");
  }

  @Test
  void refusesAWebpWhoseImageIsNotOfTheAnnouncedSize() throws IOException {
    byte[] file = Samples.resource("pictures/extended.webp");
    file[24]++;

    assertThatThrownBy(() -> colour.decode(file))
        .isInstanceOf(DataException.class)
        .hasMessage("it is broken: its image of 21x29 is not of 21x30 as announced");
  }

  @Test
  void refusesAnAnimationWhoseCanvasIsTooLarge() throws IOException {
    byte[] webp = Samples.resource("pictures/animated-lossy-0.webp");
    byte[] gif = Samples.resource("pictures/screen.gif");
    Arrays.fill(webp, 24, 30, (byte) 0x7f);
    Arrays.fill(gif, 6, 10, (byte) 0x7f);

    assertThatThrownBy(() -> colour.decode(webp))
        .hasMessage("8355712x8355712 pixels are more than the 100000000 allowed");
    assertThatThrownBy(() -> colour.decode(gif))
        .hasMessage("32639x32639 pixels are more than the 100000000 allowed");
  }

  @Test
  void refusesAnAnimationWhoseFrameLeavesItsCanvas() throws IOException {
    byte[] file = Samples.resource("pictures/animated-lossy-0.webp");
    int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf("ANMF");
    file[frame + 8] = 6;

    assertThatThrownBy(() -> colour.decode(file))
        .isInstanceOf(DataException.class)
        .hasMessage("it is broken: its first frame leaves the canvas");
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
  void refusesAHeaderWithoutThePixelsItClaims() {
    assertThatThrownBy(() -> colour.decode(pngHeader(3000, 3000)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("it is broken or cut off: ");
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatThrownBy(() -> colour.decode("a text".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DataException.class)
        .hasMessage("it is no PNG, JPEG, WebP, BMP or GIF image");
    assertThatThrownBy(() -> colour.decode(new byte[0]))
        .isInstanceOf(DataException.class)
        .hasMessage("it is empty");
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

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** A PNG of one row that holds every grey of a depth, in order. */
  private static byte[] greyPng(int levels, int bits) throws IOException {
    byte[] row = new byte[1 + (levels * bits + 7) / 8];
    for (int i = 0; i < levels; i++) {
      row[1 + i * bits / 8] |= (byte) (i << (8 - bits - i * bits % 8));
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(row);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(pngStart(levels, 1, bits, 0));
    out.writeBytes(chunk("IDAT", packed.toByteArray()));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  /** A PNG of nothing but its header. */
  private static byte[] pngHeader(int width, int height) {
    return pngStart(width, height, 8, 2);
  }

  private static byte[] pngStart(int width, int height, int bits, int colourType) {
    byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bits).put((byte) colourType);
    byte[] chunk = chunk("IHDR", header.array());
    return ByteBuffer.allocate(signature.length + chunk.length).put(signature).put(chunk).array();
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }
}
