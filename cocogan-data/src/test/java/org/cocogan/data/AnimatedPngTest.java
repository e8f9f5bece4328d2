package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatedPngTest {
  private static final Size SIZE = new Size(5, 7);

  @TempDir private Path folder;

  private record Chunk(String name, ByteBuffer content) {}

  private static PixelImage flat(int channels, int... colour) {
    byte[] pixels = new byte[5 * 7 * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) colour[i % channels];
    }
    return new PixelImage(SIZE, channels, pixels);
  }

  private static List<Chunk> chunks(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).position(8);
    List<Chunk> chunks = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int length = bytes.getInt();
      byte[] chunk = new byte[4 + length];
      bytes.get(chunk);
      CRC32 checksum = new CRC32();
      checksum.update(chunk);
      assertThat(bytes.getInt()).isEqualTo((int) checksum.getValue());
      chunks.add(
          new Chunk(
              new String(chunk, 0, 4, StandardCharsets.US_ASCII),
              ByteBuffer.wrap(chunk, 4, length).slice()));
    }
    return chunks;
  }

  private static byte[] inflated(ByteBuffer content) throws IOException {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new InflaterInputStream(new ByteArrayInputStream(bytes)).transferTo(out);
    return out.toByteArray();
  }

  @Test
  void showsItsFirstFrameWhereStillImagesAloneAreKnown() throws IOException {
    Path file = folder.resolve("still.png");
    AnimatedPng.write(file, List.of(flat(3, 200, 10, 20), flat(3, 0, 255, 0)), 80);

    BufferedImage first = ImageIO.read(file.toFile());
    assertThat(List.of(first.getHeight(), first.getWidth())).containsExactly(5, 7);
    assertThat(first.getRGB(6, 4)).isEqualTo(0xffc80a14);
  }

  @Test
  void numbersItsFramesAndHasTheirPixels() throws IOException {
    Path file = folder.resolve("frames.png");
    AnimatedPng.write(file, List.of(flat(1, 10), flat(1, 200), flat(1, 30)), 80);

    List<Chunk> chunks = chunks(file);
    assertThat(chunks)
        .extracting(Chunk::name)
        .containsExactly("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND");
    assertThat(chunks.get(1).content().getInt()).isEqualTo(3);
    ByteBuffer control = chunks.get(4).content();
    assertThat(List.of(control.getInt(), control.getInt(), control.getInt()))
        .containsExactly(1, 7, 5);
    assertThat(control.getShort(20)).isEqualTo((short) 80);
    assertThat(control.getShort(22)).isEqualTo((short) 1000);
    ByteBuffer second = chunks.get(5).content();
    assertThat(second.getInt()).isEqualTo(2);
    assertThat(sum(inflated(second))).isEqualTo(sum(inflated(pixels(flat(1, 200)))));
  }

  /** Filtered rows, as a still image has them. */
  private ByteBuffer pixels(PixelImage image) throws IOException {
    Path still = folder.resolve("one.png");
    Images.writePng(still, image.pixels(), image.size(), image.channels());
    return chunks(still).stream()
        .filter(chunk -> chunk.name().equals("IDAT"))
        .findFirst()
        .orElseThrow()
        .content();
  }

  private static long sum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  @Test
  void needsFramesOfOneKind() {
    Path file = folder.resolve("none.png");

    assertThatIllegalArgumentException().isThrownBy(() -> AnimatedPng.write(file, List.of(), 80));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnimatedPng.write(file, List.of(flat(1, 0), flat(3, 0, 0, 0)), 80));
  }
}
