package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that claim more than there is room for. */
class ImageLimitsTest {
  private final ImageDecoder colour = new ImageDecoder(3);
  private final ImageDecoder grey = new ImageDecoder(1);

  @Test
  void refusesAHeaderThatClaimsTooManyPixelsBeforeMakingRoomForThem() {
    assertThatThrownBy(() -> colour.decode(Pngs.header(2_000_000_000, 2_000_000_000)))
        .isInstanceOf(DataException.class)
        .hasMessage("2000000000x2000000000 pixels are more than the 100000000 allowed");
  }

  @Test
  void refusesABmpThatClaimsTooManyPixels() throws IOException {
    byte[] file = Samples.encode(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "bmp");
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
    file.writeBytes(Pngs.start(1, 1, 8, 0));
    file.writeBytes(Pngs.chunk(type, content.toByteArray()));
    if (!type.equals("IDAT")) {
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
        deflater.write(new byte[2]);
      }
      file.writeBytes(Pngs.chunk("IDAT", pixels.toByteArray()));
    }
    file.writeBytes(Pngs.chunk("IEND", new byte[0]));
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
    assertThatThrownBy(() -> modest.decode(Pngs.deep(4000, 5000)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "4000x5000 pixels need more memory than Java has; give it more, such as -Xmx1g");
    assertThat(Samples.allocatedBytes() - before).isLessThan(pixels);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void takesNoMoreMemoryForSixteenBitsThanItCountsWith(int channels) throws IOException {
    ImageDecoder decoder = new ImageDecoder(channels);
    byte[] file = Pngs.deep(600, 1000);
    decoder.decode(file);
    long before = Samples.allocatedBytes();

    decoder.decode(file);

    assertThat(Samples.allocatedBytes() - before)
        .isLessThan(600 * 1000 * ImageDecoder.BYTES_PER_PIXEL + 2_000_000);
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
}
