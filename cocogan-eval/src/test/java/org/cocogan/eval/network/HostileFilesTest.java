package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.cocogan.eval.network.HostileZip.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that claim or hold far more than weights and statistics do, read with a small heap. */
@Timeout(60)
class HostileFilesTest {
  private static final long GIGABYTE = 1L << 30;

  /** A dictionary without entries. */
  private static final byte[] NOTHING = HexFormat.of().parseHex("80027d2e");

  @TempDir Path folder;

  @Test
  void aPickleThatInflatesToMoreThanItSays() throws Exception {
    Path file =
        new HostileZip()
            .with("w/data.pkl", 100, HostileZip.repeated('}', GIGABYTE))
            .write(folder.resolve("lie.pth"));

    assertRefused(file, "is damaged: its entry w/data.pkl is not 100 bytes");
  }

  @Test
  void aPickleOfManyObjects() throws Exception {
    Path file =
        new HostileZip()
            .with("w/data.pkl", 1 << 24, HostileZip.repeated('}', 1 << 24))
            .write(folder.resolve("objects.pth"));

    assertRefused(file, "has an entry w/data.pkl of 16777216 bytes, which is no table");
  }

  @Test
  void anOldPickleOfManyObjects() throws Exception {
    byte[] start = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e8002");
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(start);
    HostileZip.repeated('}', 1 << 24).writeTo(content);

    assertRefused(
        Files.write(folder.resolve("objects-old.pth"), content.toByteArray()),
        "has a pickle that is no table: it is too long");
  }

  @Test
  void numbersThatClaimMoreThanAnyLayerHas() throws Exception {
    assertRefused(storage(1L << 40), "has numbers 0, 1099511627776 of them");
    assertRefused(storage(-1), "has numbers 0, -1 of them");
  }

  @Test
  void numbersThatInflateToMoreThanTheySay() throws Exception {
    Path file =
        new HostileZip()
            .with("w/data.pkl", pickleOfOneTensor(1))
            .with("w/data/0", 4, HostileZip.repeated(0, GIGABYTE))
            .write(folder.resolve("numbers.pth"));

    assertRefused(file, "is damaged: its entry w/data/0 is not 4 bytes");
  }

  @Test
  void anOrderOfBytesThatSaysNothing() throws Exception {
    assertRefused(withByteOrder(out -> {}, 0), "byteorder says neither little nor big");
    assertRefused(
        withByteOrder(out -> out.write("big".getBytes(StandardCharsets.UTF_8)), 3),
        "was saved on a big-endian machine");
    assertRefused(withByteOrder(HostileZip.repeated('l', GIGABYTE), 6), "byteorder is not 6 bytes");
  }

  @Test
  void aGraphOfManyConstants() throws Exception {
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      graph.write(message(1, constant("constant" + i, message(8, field(1, 1)))));
    }

    assertRefused(
        Files.write(folder.resolve("constants.pb"), graph.toByteArray()),
        "has more than 10000 constants");
  }

  @Test
  void aConstantOfManyAxes() throws Exception {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    for (int i = 0; i < 9; i++) {
      shape.write(message(2, field(1, 1)));
    }
    byte[] tensor = concatenated(field(1, 1), message(2, shape.toByteArray()));

    assertRefused(
        Files.write(
            folder.resolve("axes.pb"), message(1, constant("constant", message(8, tensor)))),
        "has a constant of more than 8 axes");
  }

  @Test
  void statisticsThatClaimMoreThanTheyHold() throws Exception {
    assertRefused(
        statistics("(2048,)", 2048 * 8L, "(100000, 100000)"),
        "the array sigma cannot be read: its shape (100000, 100000) is too large");
    assertRefused(
        statistics("(16384,)", 16384 * 8L, "(16384, 16384)"),
        "the array mu cannot be read: it is of 16384 features, more than 8192");
    assertRefused(
        statistics("(8192,)", 8192 * 8L, "(8192, 8192)"),
        "the array sigma cannot be read: it is cut off");
    assertRefused(
        statistics("(2,)", GIGABYTE, "(2, 2)"),
        "the array mu cannot be read: it has more numbers than its shape needs");
  }

  private Path storage(long elements) throws IOException {
    return new HostileZip()
        .with("w/data.pkl", pickleOfOneTensor(elements))
        .write(folder.resolve("storage.pth"));
  }

  private Path withByteOrder(Content order, long said) throws IOException {
    return new HostileZip()
        .with("w/data.pkl", NOTHING)
        .with("w/byteorder", said, order)
        .write(folder.resolve("order.pth"));
  }

  /** {"t": a tensor of one float in numbers of a claimed length}, as PyTorch pickles it. */
  private static byte[] pickleOfOneTensor(long elements) {
    String number =
        HexFormat.of()
            .formatHex(ByteBuffer.allocate(8).putLong(Long.reverseBytes(elements)).array());
    String text =
        "8002"
            + "7d" // {}
            + "5801000000"
            + hex("t")
            + "63"
            + hex("torch._utils\n_rebuild_tensor_v2\n")
            + "2828" // two marks: arguments, persistent id
            + "5807000000"
            + hex("storage")
            + "63"
            + hex("torch\nFloatStorage\n")
            + "5801000000"
            + hex("0")
            + "5803000000"
            + hex("cpu")
            + "8a08"
            + number
            + "7451" // a tuple, and what is stored under it
            + "4b00"
            + "4b0185"
            + "4b0185" // offset 0, sizes (1,), strides (1,)
            + "7452" // a tuple, and the call
            + "732e";
    return HexFormat.of().parseHex(text);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Zeros that say they are an array, and mostly are not. */
  private Path statistics(String mean, long meanBytes, String covariance) throws IOException {
    byte[] first = header(mean);
    byte[] second = header(covariance);
    return new HostileZip()
        .with(
            "mu.npy",
            first.length + meanBytes,
            out -> {
              out.write(first);
              HostileZip.repeated(0, meanBytes).writeTo(out);
            })
        .with("sigma.npy", 0xfffffffeL, out -> out.write(second))
        .write(folder.resolve("statistics.npz"));
  }

  private static byte[] header(String shape) {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
    return ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A node of TensorFlow that is a constant. */
  private static byte[] constant(String name, byte[] value) throws IOException {
    byte[] attribute = concatenated(message(1, bytes("value")), message(2, value));
    return concatenated(message(1, bytes(name)), message(2, bytes("Const")), message(5, attribute));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concatenated(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private static byte[] message(int field, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeBytes(field, ByteString.copyFrom(content));
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] field(int field, int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt32(field, number);
    out.flush();
    return bytes.toByteArray();
  }

  private static void assertRefused(Path file, String reason) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx120m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                RefusedFile.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains(reason).doesNotContain("\n");
  }
}
