package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are cut off or damaged, and what is none. */
class DamagedImagesTest {
  private final ImageDecoder colour = new ImageDecoder(3);

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
    byte[] file =
        Samples.encode(new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_INDEXED), format);

    assertThatThrownBy(() -> colour.decode(Arrays.copyOf(file, file.length - 30)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("it is broken or cut off: ");
  }

  @Test
  void refusesDamageInsideAJpeg() throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    PixelImage noise = Samples.noise(new Size(64, 64), 3, 2);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, Samples.rgb(noise, i / 64, i % 64));
    }
    byte[] file = Samples.encode(image, "jpg");
    Arrays.fill(file, file.length / 2, file.length / 2 + 60, (byte) 0xff);

    assertThatThrownBy(() -> colour.decode(file)).isInstanceOf(DataException.class);
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
  void refusesAnAnimationWhoseFrameLeavesItsCanvas() throws IOException {
    byte[] file = Samples.resource("pictures/animated-lossy-0.webp");
    int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf("ANMF");
    file[frame + 8] = 6;

    assertThatThrownBy(() -> colour.decode(file))
        .isInstanceOf(DataException.class)
        .hasMessage("it is broken: its first frame leaves the canvas");
  }

  @Test
  void refusesAHeaderWithoutThePixelsItClaims() {
    assertThatThrownBy(() -> colour.decode(Pngs.header(3000, 3000)))
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
}
