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
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bytes-hwc", "bytes-1chw", "float-unit", "double-signed", "big-endian"})
  void readsTheImageWhateverItsShapeAndType(String name) throws IOException {
    PixelImage image = only(name + ".npy", Samples.resource(name + ".npy"));

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
    PixelImage image = NpyArray.read(Samples.resource("grey.npy")).image();

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

  /** What resampling overshoots is cut off: 255 x 1 and 255 x 0, but 255 x 0.5 = 128. */
  @ParameterizedTest
  @CsvSource({
    "-0.02, 0.5,  1.02, 0..1,   0,   128, 255",
    "-0.001, 0.5, 1,    0..1,   0,   128, 255",
    "-1.04, 0,    1.06, -1..1,  0,   128, 255",
    "0.2,   0.5,  0.8,  0..1,   51,  128, 204",
    "-3.7,  99.6, 261,  0..255, 0,   100, 255",
    "0,     9,    31,   0..255, 0,   9,   31",
  })
  void readsFloatsInTheRangeOfAllFiles(
      float least, float middle, float greatest, String range, int first, int second, int third)
      throws IOException {
    write("a.npy", middle, middle, middle);
    write("b.npy", least, middle, greatest);

    try (ImageSource source = open()) {
      assertThat(source.decided())
          .hasValueSatisfying(
              decision -> assertThat(decision).contains(": floats are read as " + range + ", "));
      assertThat(Samples.values(load(source, 0))).containsOnly(second);
      assertThat(Samples.values(load(source, 1))).containsExactly(first, second, third);
    }
  }

  @Test
  void readsAnImageWithoutNegativesAsThoseBesideIt() throws IOException {
    write("a.npy", -0.9f, 0, 1);
    write("bright.npy", 0.5f, 0.9f, 1);

    try (ImageSource source = open()) {
      assertThat(source.decided())
          .hasValue(
              source.name()
                  + ": floats are read as -1..1, for those of the files lie in -0.9 to 1.0");
      assertThat(Samples.values(load(source, 1))).containsExactly(191, 242, 255);
    }
  }

  @Test
  void decidesByTheFirstFilesAndRefusesWhatContradictsThem() throws IOException {
    for (int i = 0; i < NpyFiles.DECIDING; i++) {
      write((10 + i) + ".npy", 0, 0.5f, 1.03f);
    }
    write("90.npy", 0, 128, 255);
    write("91.npy", -0.9f, 0, 1);
    write("92.npy", Float.NaN, 0, 1);
    write("93.npy", 0, Float.POSITIVE_INFINITY, 1);

    try (ImageSource source = open()) {
      assertThat(source.decided())
          .hasValue(
              source.name()
                  + ": floats are read as 0..1, for those of the first 32 files lie in 0.0 to"
                  + " 1.03");
      assertThatThrownBy(() -> load(source, 32))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "its numbers lie in 0.0 to 255.0, but those of the first 32 files are 0..1; convert"
                  + " it, or state the range, 0..1, -1..1 or 0..255");
      assertThatThrownBy(() -> load(source, 33))
          .hasMessageStartingWith("its numbers lie in -0.9 to 1.0");
      assertThatThrownBy(() -> load(source, 34)).hasMessage("some of its numbers are NaN");
      assertThatThrownBy(() -> load(source, 35))
          .hasMessageStartingWith("its numbers lie in 0.0 to Infinity");
    }
  }

  @Test
  void saysOfFilesThatAreNoImagesWhatIsWrongWithThem() throws IOException {
    write("a.npy", Float.NaN, 0, 1);

    try (ImageSource source = open()) {
      assertThatThrownBy(() -> load(source, 0)).hasMessage("some of its numbers are NaN");
    }
  }

  @Test
  void refusesFractionsAmongBytes() throws IOException {
    write("a.npy", 0, 100, 255);
    write("fractions.npy", 0, 0.5f, 1);
    write("night.npy", 0, 0, 1);

    try (ImageSource source = open()) {
      assertThatThrownBy(() -> load(source, 1))
          .hasMessageStartingWith(
              "its numbers lie in 0.0 to 1.0, but those of the files are 0..255");
      assertThat(Samples.values(load(source, 2))).containsExactly(0, 0, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"-0.15, 1", "0, 1.5", "-1.5, 1", "-200, 200", "0, 300"})
  void asksForTheRangeWhereTheFilesLeaveItInDoubt(float least, float greatest) throws IOException {
    write("a.npy", least, 0, greatest);

    try (ImageSource source = open()) {
      assertThatThrownBy(source::decided)
          .isInstanceOf(DataException.class)
          .hasMessage(
              "%s: the numbers of its files lie in %s to %s, which leaves in doubt how they are meant;"
                      .formatted(source.name(), least, greatest)
                  + " state the range, 0..1, -1..1 or 0..255");
    }
  }

  @Test
  void readsFloatsInTheRangeThatIsStated() throws IOException {
    write("a.npy", 0, 0.5f, 1);
    write("b.npy", 0, 0.5f, 1.5f);

    try (ImageSource source = open(NumberRange.SIGNED);
        ImageSource undecided = open()) {
      assertThat(source.decided()).isEmpty();
      assertThat(Samples.values(load(source, 0))).containsExactly(128, 191, 255);
      assertThatThrownBy(() -> load(source, 1))
          .hasMessage(
              "its numbers lie in 0.0 to 1.5, but those are stated to be -1..1; convert it");
      assertThat(source.digest()).isNotEqualTo(undecided.digest());
    }
  }

  @Test
  void takesBytesAsTheyAreWhateverTheRange() throws IOException {
    Files.write(folder.resolve("a.npy"), Samples.resource("bytes-hwc.npy"));

    try (ImageSource source = open(NumberRange.UNIT)) {
      assertThat(source.decided()).isEmpty();
      PixelImage image = source.load(0, new ImageDecoder(3), UnaryOperator.identity());
      assertThat(Samples.rgb(image, 1, 1)).isEqualTo(10 << 16 | 16 << 8 | 16);
    }
  }

  @Test
  void statesARangeOfArraysAlone() {
    assertThatThrownBy(() -> DatasetKinds.withRange(DatasetKind.images(), NumberRange.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "a range of numbers is stated of .npy files, which are of the kind celeba-hq, not of"
                + " images");
  }

  /** Long integers are written with an L in Python 2. */
  @Test
  void readsTheHeaderOfPython2() throws IOException {
    byte[] file = npy("|u1", "(1L, 3L)", ByteBuffer.allocate(3).put(new byte[] {1, 2, 3}));

    PixelImage image = NpyArray.read(file).image();

    assertThat(image.size()).isEqualTo(new Size(1, 3));
    assertThat(Samples.values(image)).containsExactly(1, 2, 3);
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
    byte[] file = npy("|u1", shape, ByteBuffer.allocate(0));

    assertThatThrownBy(() -> NpyArray.read(file)).isInstanceOf(DataException.class);
  }

  /** A row of grey pixels. */
  private void write(String name, float... numbers) throws IOException {
    ByteBuffer values =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    values.asFloatBuffer().put(numbers);
    Files.write(folder.resolve(name), npy("<f4", "(1, " + numbers.length + ")", values));
  }

  private static byte[] npy(String type, String shape, ByteBuffer values) {
    byte[] header =
        ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(10 + header.length + values.capacity())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) header.length)
        .put(header)
        .put(values.rewind())
        .array();
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

  private PixelImage only(String name, byte[] file) throws IOException {
    Files.write(folder.resolve(name), file);
    try (ImageSource source = open()) {
      return source.load(0, new ImageDecoder(3), UnaryOperator.identity());
    }
  }

  private static PixelImage load(ImageSource source, int index) {
    return source.load(index, new ImageDecoder(1), UnaryOperator.identity());
  }

  private ImageSource open() {
    return open(kind());
  }

  private ImageSource open(NumberRange range) {
    return open(DatasetKinds.withRange(kind(), range));
  }

  private ImageSource open(DatasetKind kind) {
    return kind.opener().open(folder, Optional.empty());
  }

  private static DatasetKind kind() {
    return DatasetKinds.named("celeba-hq").orElseThrow();
  }
}
