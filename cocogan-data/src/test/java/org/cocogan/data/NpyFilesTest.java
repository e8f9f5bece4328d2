package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFilesTest {
  private static final int DATA_OF_FLOATS = 128;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bytes-hwc", "bytes-1chw", "float-unit", "double-signed", "big-endian"})
  void readsTheImageWhateverItsShapeAndType(String name) throws IOException {
    PixelImage image = NpyArray.read(Samples.resource(name + ".npy"));

    assertThat(image.size()).isEqualTo(new Size(8, 8));
    assertThat(image.channels()).isEqualTo(3);
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        assertThat(Samples.rgb(image, row, column))
            .isEqualTo(10 << 16 | (16 * row) << 8 | 16 * column);
      }
    }
  }

  @Test
  void readsAGreyImageWithoutChannels() throws IOException {
    PixelImage image = NpyArray.read(Samples.resource("grey.npy"));

    assertThat(image.channels()).isEqualTo(1);
    assertThat(Samples.values(image)).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 16).endsWith(112);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fortran | it is in Fortran order; save numpy.ascontiguousarray of it
          int64   | its type is '<i8' but uint8, float32 and float64 are read
          batch   | its shape is [2, 8, 8, 3] but one image of [3, height, width] or [height, width, 3] is read
          """)
  void refusesArraysThatAreNoImages(String name, String message) throws IOException {
    byte[] file = Samples.resource(name + ".npy");

    assertThatThrownBy(() -> NpyArray.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  @Test
  void refusesNumbersOutOfEveryKnownRange() throws IOException {
    assertThatThrownBy(() -> NpyArray.read(withFirstNumber(300)))
        .isInstanceOf(DataException.class)
        .hasMessage("its numbers lie in 0.0 to 300.0 but 0..1, -1..1 or 0..255 is expected");
    assertThatThrownBy(() -> NpyArray.read(withFirstNumber(Float.NaN)))
        .isInstanceOf(DataException.class)
        .hasMessage("some of its numbers are NaN");
  }

  private static byte[] withFirstNumber(float number) throws IOException {
    byte[] file = Samples.resource("float-unit.npy");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(DATA_OF_FLOATS, number);
    return file;
  }

  @Test
  void refusesAFileThatIsCutOffAnywhere() throws IOException {
    byte[] file = Samples.resource("bytes-hwc.npy");

    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> NpyArray.read(cut)).isInstanceOf(DataException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(99999999999, 8, 3)", "(70000, 70000, 3)", "(0, 8, 3)"})
  void refusesAShapeThatNoImageHas(String shape) {
    byte[] header =
        ("{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }")
            .getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
            .putShort((short) header.length)
            .put(header);

    assertThatThrownBy(() -> NpyArray.read(file.array())).isInstanceOf(DataException.class);
  }

  @Test
  void listsTheArraysOfAFolderAndNamesArchives() throws IOException {
    Files.write(folder.resolve("imgHQ00001.npy"), Samples.resource("bytes-hwc.npy"));
    Files.write(folder.resolve("imgHQ00000.npy"), Samples.resource("grey.npy"));
    Files.write(folder.resolve("all.npz"), new byte[9]);

    try (ImageSource source = open()) {
      assertThat(source.entries()).containsExactly("imgHQ00000.npy", "imgHQ00001.npy");
      assertThat(source.skipped())
          .containsExactly(
              new Skipped("all.npz", "npz archives are not read; save each image as an .npy file"));
      PixelImage grey = source.load(0, new ImageDecoder(3), UnaryOperator.identity());
      assertThat(grey.channels()).isEqualTo(3);
      assertThat(Samples.rgb(grey, 1, 0)).isEqualTo(0x101010);
      assertThat(source.load(1, new ImageDecoder(1), UnaryOperator.identity()).channels())
          .isEqualTo(1);
    }
  }

  @Test
  void takesImageFilesWhereThereAreNoArrays() throws IOException {
    Samples.folder(folder, 2, new Size(4, 4));

    try (ImageSource source = open()) {
      assertThat(source.entries()).containsExactly("000.png", "001.png");
    }
  }

  private ImageSource open() {
    return DatasetKinds.named("celeba-hq").orElseThrow().opener().open(folder, Optional.empty());
  }
}
