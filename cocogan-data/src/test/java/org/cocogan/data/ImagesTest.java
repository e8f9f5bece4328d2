package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readsBackThePngItWrote(int channels) throws IOException {
    PixelImage image = Samples.noise(new Size(9, 6), channels, 1);
    Path file = Files.writeString(temporary.resolve("image.png"), "older");

    Images.writePng(file, image.pixels(), image.size(), channels);
    PixelImage read = Images.read(file, channels);

    assertThat(read.size()).isEqualTo(image.size());
    assertThat(read.pixels()).isEqualTo(image.pixels());
    assertThat(temporary).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void namesTheFileItCannotRead() throws IOException {
    Path missing = temporary.resolve("missing.png");
    Path empty = Files.createFile(temporary.resolve("empty.png"));

    assertThatThrownBy(() -> Images.read(missing, 3))
        .isInstanceOf(DataException.class)
        .hasMessage(missing + ": cannot be read: no such file or folder");
    assertThatThrownBy(() -> Images.read(empty, 3))
        .isInstanceOf(DataException.class)
        .hasMessage(empty + ": it is empty");
  }

  @Test
  void namesTheFileItCannotWrite() throws IOException {
    Path file = Files.createFile(temporary.resolve("file")).resolve("image.png");

    assertThatThrownBy(() -> Images.writePng(file, new byte[3], new Size(1, 1), 3))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
  }

  @Test
  void tilesImagesRowByRow() {
    List<PixelImage> images = List.of(flat(10), flat(20), flat(30));

    PixelImage sheet = new ContactSheet(2, 1, 255).tile(images);

    assertThat(sheet.size()).isEqualTo(new Size(5, 7));
    assertThat(Samples.values(sheet))
        .containsExactly(
            255, 255, 255, 255, 255, 255, 255, 255, 10, 10, 255, 20, 20, 255, 255, 255, 255, 255,
            255, 255, 255, 255, 30, 30, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
  }

  @Test
  void tilesColourWithoutAGap() {
    PixelImage image = Samples.noise(new Size(3, 4), 3, 1);

    PixelImage sheet = new ContactSheet(1, 0, 0).tile(List.of(image, image));

    byte[] pixels = sheet.pixels();
    assertThat(sheet.size()).isEqualTo(new Size(6, 4));
    assertThat(Arrays.copyOf(pixels, 36)).isEqualTo(image.pixels());
    assertThat(Arrays.copyOfRange(pixels, 36, 72)).isEqualTo(image.pixels());
  }

  @Test
  void makesASquareOfAnyNumberOfImages() {
    assertThat(ContactSheet.square(64).columns()).isEqualTo(8);
    assertThat(ContactSheet.square(65).columns()).isEqualTo(9);
    assertThat(ContactSheet.square(1).columns()).isEqualTo(1);
  }

  @Test
  void refusesToTileImagesThatDifferOrNone() {
    ContactSheet sheet = ContactSheet.square(2);

    assertThatThrownBy(() -> sheet.tile(List.of(flat(1), Samples.noise(new Size(2, 2), 1, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image 1 is 2x2 with 1 channels but the first is 1x2 with 1");
    assertThatThrownBy(() -> sheet.tile(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static PixelImage flat(int value) {
    return new PixelImage(new Size(1, 2), 1, new byte[] {(byte) value, (byte) value});
  }
}
