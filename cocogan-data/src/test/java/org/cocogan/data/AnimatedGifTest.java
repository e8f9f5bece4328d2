package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnimatedGifTest {
  @TempDir private Path folder;

  private static PixelImage flat(int channels, int... colour) {
    byte[] pixels = new byte[5 * 7 * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) colour[i % channels];
    }
    return new PixelImage(new Size(5, 7), channels, pixels);
  }

  @Test
  void showsItsFramesOneAfterTheOther() throws IOException {
    Path file = folder.resolve("colours.gif");
    AnimatedGif.write(
        file, List.of(flat(3, 200, 10, 20), flat(3, 0, 255, 0), flat(3, 9, 9, 255)), 80);

    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(3);
      int[] colours = {0xffc80a14, 0xff00ff00, 0xff0909ff};
      for (int i = 0; i < 3; i++) {
        BufferedImage frame = reader.read(i);
        assertThat(List.of(frame.getHeight(), frame.getWidth())).containsExactly(5, 7);
        assertThat(frame.getRGB(6, 4)).isEqualTo(colours[i]);
        assertThat(control(reader, i).getAttribute("delayTime")).isEqualTo("8");
      }
    } finally {
      reader.dispose();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  private static IIOMetadataNode control(ImageReader reader, int frame) throws IOException {
    IIOMetadataNode root =
        (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
    return (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
  }

  @Test
  void playsForEver() throws IOException {
    Path file = folder.resolve("ever.gif");
    AnimatedGif.write(file, List.of(flat(3, 1, 2, 3), flat(3, 3, 2, 1)), 80);

    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);

    assertThat(bytes).contains("NETSCAPE2.0\u0003\u0001\u0000\u0000\u0000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 255})
  void showsGrey(int level) throws IOException {
    Path file = folder.resolve("grey.gif");
    AnimatedGif.write(file, List.of(flat(1, level), flat(1, 7)), 80);

    assertThat(ImageIO.read(file.toFile()).getRGB(0, 0) & 0xff).isEqualTo(level);
  }

  @Test
  void refusesFramesOfSeveralSizesOrNone() {
    Path file = folder.resolve("none.gif");
    PixelImage other = new PixelImage(new Size(1, 1), 3, new byte[3]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnimatedGif.write(file, List.of(), 80))
        .withMessage("an animation needs frames of one size, at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnimatedGif.write(file, List.of(flat(3, 0, 0, 0), other), 80));
    assertThat(file).doesNotExist();
  }
}
