package org.cocogan.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void returnsTheBitsThatWereWritten() throws IOException {
    HostVariables variables = HostVariables.random(1);
    float[] special = {
      -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN, 1f / 3
    };
    variables.set("special", new HostArray(Shape.of(2, 3), special));
    variables.set("scalar", HostArray.scalar(7));
    variables.set("empty", HostArray.filled(Shape.of(0), 1));
    variables.set("name with \"quotes\", ünï and / slashes", HostArray.scalar(1));
    Path file = folder.resolve("tensors");

    SafeTensors.write(file, variables, Map.of("step", "12", "note", "zwölf"));
    SafeTensors read = SafeTensors.read(file);

    assertThat(read.tensors().keySet()).containsExactlyElementsOf(variables.names());
    assertThat(HostVariables.content(read.tensors())).isEqualTo(variables.content());
    HostArray specialRead = read.tensors().getOrDefault("special", HostArray.scalar(0));
    for (int i = 0; i < special.length; i++) {
      assertThat(Float.floatToRawIntBits(specialRead.values()[i]))
          .isEqualTo(Float.floatToRawIntBits(special[i]));
    }
    assertThat(read.metadata()).isEqualTo(Map.of("step", "12", "note", "zwölf"));
  }

  /** The form is that of the safetensors library, which reads the header's text as JSON. */
  @Test
  void writesTheFormThatOtherProgramsRead() throws IOException {
    HostVariables variables = new HostVariables();
    variables.set("a", new HostArray(Shape.of(2, 1), new float[] {1, -2}));
    variables.set("b", HostArray.scalar(0.5f));
    Path file = folder.resolve("tensors");

    SafeTensors.write(file, variables, Map.of("step", "3"));

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) bytes.getLong();
    byte[] header = new byte[headerLength];
    bytes.get(header);
    assertThat(headerLength % 8).as("tensors start at a multiple of eight").isZero();
    assertThat(new String(header, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"step\":\"3\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}");
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.getFloat()).isEqualTo(-2);
    assertThat(bytes.getFloat()).isEqualTo(0.5f);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void readsTensorsInAnyOrderAndDoublesAsFloats() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(0, 4).putDouble(4, 1.0 / 3).putDouble(12, -2);
    Path file =
        file(
            "{\"d\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[4,20]},"
                + "\"f\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}",
            data.array());

    SafeTensors read = SafeTensors.read(file);

    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("d", "[2][0.33333334, -2.0]");
    expected.put("f", "[1, 1][4.0]");
    assertThat(HostVariables.content(read.tensors())).isEqualTo(expected);
    assertThat(read.metadata()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesAFileWithoutAHeader(int length) throws IOException {
    Path file = Files.write(folder.resolve("tensors"), new byte[length]);

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessage(file + " is no safetensors file: it has " + length + " bytes");
  }

  @Test
  void refusesAFileThatEndsWithinItsHeader() throws IOException {
    Path file = folder.resolve("tensors");
    SafeTensors.write(file, HostVariables.random(1), Map.of());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 100));

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageMatching(
            ".*tensors is no safetensors file, or torn: its header claims \\d+ bytes");
  }

  @Test
  void refusesAFileThatEndsWithinItsTensors() throws IOException {
    Path file = folder.resolve("tensors");
    SafeTensors.write(file, HostVariables.random(1), Map.of());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessage(
            file
                + " is torn or damaged: adam/g/m/generator/fc/weight of shape [7, 5] should lie at"
                + " bytes 168 to 308");
  }

  @Test
  void refusesAnImage() throws IOException {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
    Path file = Files.write(folder.resolve("image.png"), png);

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageContaining("image.png is no safetensors file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "    ", "null", "[]", "12", "\"text\"", "{", "not json at all"})
  void refusesAHeaderThatIsNoJsonObject(String header) throws IOException {
    Path file = file(header, new byte[8]);

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageStartingWith(file + " is no safetensors file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F16  | [4]    | [0,8]  | w is of type F16; only F32 and F64 are read",
        "I64  | [1]    | [0,8]  | w is of type I64; only F32 and F64 are read",
        "F32  | [3]    | [0,8]  | w of shape [3] should lie at bytes 0 to 8",
        "F32  | [2]    | [4,12] | w of shape [2] should lie at bytes 4 to 12",
        "F32  | [2]    | [8,0]  | w of shape [2] should lie at bytes 8 to 0",
        "F32  | [2]    | []     | w of shape [2] should lie at bytes -1 to -1",
        "F32  | [2]    | [9223372036854775799,9223372036854775807] | w of shape [2] should lie",
        "F32  | [-2]   | [0,8]  | w cannot have the shape [-2]",
        "F32  | ['a']  | [0,8]  | w cannot have the shape ['a']",
        "F32  | {}     | [0,8]  | w cannot have the shape {}",
        "F32  | [65536,65536] | [0,8] | w cannot have the shape [65536,65536]",
        "F32  | [99999999999] | [0,8] | w cannot have the shape [99999999999]",
      })
  void refusesATensorThatCannotBe(String type, String shape, String offsets, String complaint)
      throws IOException {
    Path file =
        file(
            "{\"w\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
                .formatted(type, shape.replace('\'', '"'), offsets),
            new byte[8]);

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(complaint.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'w':null}",
        "{'w':[]}",
        "{'w':{}}",
        "{'w':{'dtype':null,'shape':[2],'data_offsets':[0,8]}}",
        "{'w':{'dtype':'F32','shape':null,'data_offsets':[0,8]}}",
        "{'w':{'dtype':'F32','data_offsets':[0,8]}}",
        "{'w':{'dtype':'F32','shape':[null],'data_offsets':[0,8]}}",
        "{'w':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}}",
        "{'w':{'dtype':'F32','shape':'2','data_offsets':[0,8]}}",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':null}}",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':['a','b']}}",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{}}",
        "{'__metadata__':null,'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
      })
  void refusesAHeaderThatSaysNothingOfATensor(String header) throws IOException {
    Path file = file(header.replace('\'', '"'), new byte[8]);

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageStartingWith(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,4] | [0,4] | b begins at byte 0 but the tensor before it ends at 4",
        "[4,8] | [0,4] | its tensors have 8 bytes but the file has 12",
        "[0,4] | [8,12] | b begins at byte 8 but the tensor before it ends at 4",
        "[4,8] | [8,12] | a begins at byte 4 but the tensor before it ends at 0",
      })
  void refusesTensorsThatDoNotLieOneBehindAnother(String first, String second, String complaint)
      throws IOException {
    Path file =
        file(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":"
                + first
                + "},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":"
                + second
                + "}}",
            new byte[12]);

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessage(file + " is damaged: " + complaint);
  }

  /** A thousand tensors over the same 4 MB would be 4 GB. */
  @Test
  void takesNoMemoryForTensorsThatOverlap() throws IOException {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 1000; i++) {
      header
          .append(i == 0 ? "\"" : ",\"")
          .append(i)
          .append("\":{\"dtype\":\"F32\",\"shape\":[1048576],\"data_offsets\":[0,4194304]}");
    }
    Path file = file(header.append("}").toString(), new byte[4 << 20]);

    refusesForLittleMemory(
        file, " is damaged: 1 begins at byte 0 but the tensor before it ends at 4194304");
  }

  @Test
  void takesNoMemoryForMoreThanJavaMayHave() throws IOException {
    long numbers = Runtime.getRuntime().maxMemory() / 8 + 1;
    Path file =
        file(
            "{\"w\":{\"dtype\":\"F64\",\"shape\":[1,NUMBERS],\"data_offsets\":[0,BYTES]}}"
                .replace("NUMBERS", Long.toString(numbers))
                .replace("BYTES", Long.toString(8 * numbers)),
            new byte[0]);
    extend(file, 8 * numbers);

    refusesForLittleMemory(file, " holds " + 8 * numbers + " bytes, but Java may take ");
  }

  @Test
  void takesNoMemoryForAHeaderThatIsTooLong() throws IOException {
    Path file = file("{", new byte[0]);
    extend(file, 200_000_000);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.writeLong(Long.reverseBytes(28 << 20));
    }

    refusesForLittleMemory(
        file, " is no safetensors file, or torn: its header claims 29360128 bytes");
  }

  /** With zeros, which take no room on the disk. */
  private static void extend(Path file, long bytes) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + bytes);
    }
  }

  private static void refusesForLittleMemory(Path file, String complaint) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThatIOException()
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageStartingWith(file + complaint);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void readsAndWritesTensorsOfManyChunks() throws IOException {
    HostVariables variables = new HostVariables();
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    variables.set("large", new HostArray(Shape.of(values.length), values));
    variables.set("small", HostArray.scalar(-1));
    Path file = folder.resolve("tensors");

    SafeTensors.write(file, variables, Map.of());

    assertThat(HostVariables.content(SafeTensors.read(file).tensors()))
        .isEqualTo(variables.content());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void failsWhereTheDiskIsFull() {
    assertThatIOException()
        .isThrownBy(
            () -> SafeTensors.write(Path.of("/dev/full"), HostVariables.random(1), Map.of()))
        .withMessageContaining("No space left");
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    return Files.write(folder.resolve("tensors"), bytes.array());
  }
}
