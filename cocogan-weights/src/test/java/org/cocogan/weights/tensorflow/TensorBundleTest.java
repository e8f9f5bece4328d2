package org.cocogan.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tools/fixtures/tensorflow_bundles.py} has had TensorFlow write the bundles. */
class TensorBundleTest {
  private static final int FLOAT = 1;
  private static final String DATA = ".data-00000-of-00001";

  @TempDir Path folder;

  private Path written(String name) throws IOException {
    BundleFiles.copy(folder, name + ".index", name + DATA);
    return folder.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64", "bfloat16", "float16"})
  void readsEveryTypeOfFloats(String type) throws IOException {
    HostArray read = TensorBundle.open(written("types")).read(type);

    assertThat(read.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(read.values()).containsExactly(-0.5f, -0.375f, -0.25f, -0.125f, 0, 0.125f);
  }

  @Test
  void refusesAnotherType() throws IOException {
    TensorBundle bundle = TensorBundle.open(written("types"));

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> bundle.read("int64"))
        .withMessage(
            folder.resolve("types.index")
                + ": int64 is of TensorFlow's type 9; float32, float64, bfloat16 and half are"
                + " read");
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "0000000000000001, 5.9604645e-8",
    "0000001111111111, 6.097555e-5",
    "0000010000000000, 6.103515625e-5",
    "1011110000000000, -1",
    "0111101111111111, 65504",
    "1111110000000000, -Infinity",
    "0111110000000001, NaN"
  })
  void readsHalves(String bits, float number) {
    ByteBuffer bytes = ByteBuffer.allocate(2);
    bytes.putShort((short) Integer.parseInt(bits, 2));

    assertThat(TensorFlowType.HALF.number(bytes, 0)).isEqualTo(Float.valueOf(number));
  }

  @Test
  void readsEveryDataFile() throws IOException {
    BundleFiles.copy(
        folder, "sharded.index", "sharded.data-00000-of-00002", "sharded.data-00001-of-00002");
    TensorBundle bundle = TensorBundle.open(folder.resolve("sharded"));

    assertThat(bundle.names()).containsExactly("first", "second");
    assertThat(bundle.read("first").values()).containsExactly(-0.5f, -0.375f, -0.25f);
    assertThat(bundle.read("second").values()).containsExactly(-0.5f, -0.375f, -0.25f, -0.125f);
  }

  @Test
  void namesADataFileThatIsMissing() throws IOException {
    BundleFiles.copy(folder, "sharded.index", "sharded.data-00000-of-00002");
    TensorBundle bundle = TensorBundle.open(folder.resolve("sharded"));

    assertThat(bundle.read("first").shape()).isEqualTo(Shape.of(3));
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> bundle.read("second"))
        .withMessage(
            folder.resolve("sharded.data-00001-of-00002")
                + " is missing; the checkpoint has 2 data files: copy all");
  }

  @Test
  void readsScalarsAndTensorsOfNoElement() throws IOException {
    TensorBundle bundle = TensorBundle.open(written("empty"));

    assertThat(bundle.read("scalar").scalar()).isEqualTo(2.5f);
    assertThat(bundle.read("nothing").shape()).isEqualTo(Shape.of(0, 3));
  }

  @Test
  void refusesSlices() throws IOException {
    TensorBundle bundle = TensorBundle.open(written("sliced"));

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> bundle.read("parts"))
        .withMessageEndingWith(
            "parts is a partitioned variable, kept in slices, which are not read; save it whole");
  }

  @Test
  void saysThatTheIndexIsMissing() {
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> TensorBundle.open(folder.resolve("none")))
        .withMessage(folder.resolve("none.index") + " is missing; copy it, too");
  }

  @Test
  void noticesEveryBitThatIsWrong() throws IOException {
    Path prefix = written("types");
    for (String ending : new String[] {".index", DATA}) {
      Path file = folder.resolve("types" + ending);
      byte[] whole = Files.readAllBytes(file);
      Map<String, HostArray> right = read(prefix);
      for (int at = 0; at < whole.length; at++) {
        byte[] wrong = whole.clone();
        wrong[at] ^= (byte) (1 << at % 8);
        Files.write(file, wrong);
        refusesOrReads(prefix, right);
        Files.write(file, Arrays.copyOf(whole, at));
        refusesOrReads(prefix, right);
      }
      Files.write(file, whole);
    }
  }

  /** Nothing but a sentence, or what is right: some bytes of the footer are padding. */
  private static void refusesOrReads(Path prefix, Map<String, HostArray> right) {
    Map<String, HostArray> read;
    try {
      read = read(prefix);
    } catch (CocoGanException e) {
      assertThat(e).hasMessageContaining(prefix.toString());
      return;
    }
    right.forEach(
        (name, array) ->
            assertThat(read.get(name))
                .isNotNull()
                .extracting(HostArray::values)
                .isEqualTo(array.values()));
  }

  private static Map<String, HostArray> read(Path prefix) {
    TensorBundle bundle = TensorBundle.open(prefix);
    Map<String, HostArray> tensors = new TreeMap<>();
    for (String name : new String[] {"float32", "float64", "bfloat16", "float16"}) {
      tensors.put(name, bundle.read(name));
    }
    return tensors;
  }

  @Test
  void takesNoMemoryForSizesThatAreNotTrue() throws IOException {
    refuses(entry(Shape.of(1 << 20, 1 << 10), 0, 1L << 32), "is cut off", "claims");
    refuses(entry(Shape.of(1 << 30, 1 << 30, 1 << 30), 0, 1L << 62), "claims");
    refuses(entry(Shape.of(4), 0, 1L << 40), "claims 1099511627776 bytes for the shape [4]");
    refuses(entry(Shape.of(4), 0, -16), "claims -16 bytes");
    refuses(entry(Shape.of(1 << 28), 0, 1L << 30), "is cut off");
    refuses(entry(Shape.of(4), Long.MAX_VALUE, 16), "is cut off");
    refuses(entry(Shape.of(4), -16, 16), "is cut off");
  }

  private static Entry entry(Shape shape, long offset, long bytes) {
    return new Entry(FLOAT, shape, 0, offset, bytes, 0, false);
  }

  private void refuses(Entry entry, String... reasons) throws IOException {
    Path prefix = folder.resolve("lying");
    BundleFiles.writeIndex(prefix, "x", entry);
    Files.write(folder.resolve("lying" + DATA), new byte[16]);
    TensorBundle bundle = TensorBundle.open(prefix);

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> bundle.read("x"))
        .satisfies(e -> assertThat(e.getMessage()).containsAnyOf(reasons));
  }

  @Test
  void readsWhatItHasWritten() throws IOException {
    Map<String, HostArray> tensors = new TreeMap<>();
    tensors.put("b/w", new HostArray(Shape.of(2, 3), new float[] {1, 2, 3, -4, 5e-20f, 6e20f}));
    tensors.put("a", HostArray.scalar(2.5f));
    tensors.put("c", new HostArray(Shape.of(0, 3), new float[0]));

    TensorBundleWriter.write(folder.resolve("own"), tensors);

    TensorBundle bundle = TensorBundle.open(folder.resolve("own"));
    assertThat(bundle.names()).containsExactly("a", "b/w", "c");
    tensors.forEach(
        (name, array) -> {
          assertThat(bundle.read(name).shape()).isEqualTo(array.shape());
          assertThat(bundle.read(name).values()).containsExactly(array.values());
        });
  }

  @Test
  void takesNoMemoryForNamesThatShareAll() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(block);
    int length = 1 << 20;
    out.writeUInt32NoTag(0);
    out.writeUInt32NoTag(length);
    out.writeUInt32NoTag(0);
    out.writeRawBytes(new byte[length]);
    for (int i = 0; i < 1000; i++) {
      out.writeUInt32NoTag(length);
      out.writeUInt32NoTag(2);
      out.writeUInt32NoTag(0);
      out.writeRawBytes(new byte[] {(byte) (i >> 8), (byte) i});
    }
    out.flush();
    Files.write(folder.resolve("long.index"), SortedTable.of(block.toByteArray(), "~"));

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> TensorBundle.open(folder.resolve("long")))
        .withMessageEndingWith(
            "long.index is damaged: its names and entries come to more than 64 MB");
  }

  @Test
  void takesNoOtherFileForAnIndex() throws IOException {
    Files.writeString(folder.resolve("text.index"), "all of this is text ".repeat(10));

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> TensorBundle.open(folder.resolve("text")))
        .withMessage(
            folder.resolve("text.index") + " is no index of a TensorFlow checkpoint, or cut off");
  }
}
