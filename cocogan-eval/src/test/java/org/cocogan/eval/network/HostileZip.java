package org.cocogan.eval.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Zips whose entries say another size than they have. */
final class HostileZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final short DEFLATED = 8;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private short entries;

  /** Writes the content of an entry. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** An entry that tells the truth. */
  HostileZip with(String name, byte[] content) throws IOException {
    return with(name, content.length, out -> out.write(content));
  }

  /**
   * An entry with another size than it says.
   *
   * @param said its size
   */
  HostileZip with(String name, long said, Content content) throws IOException {
    CRC32 checksum = new CRC32();
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (OutputStream out =
        new CheckedOutputStream(new DeflaterOutputStream(deflated, deflater), checksum)) {
      content.writeTo(out);
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int offset = file.size();
    byte[] common =
        little(26)
            .putShort((short) 20)
            .putShort((short) 0)
            .putShort(DEFLATED)
            .putInt(0)
            .putInt((int) checksum.getValue())
            .putInt(deflated.size())
            .putInt((int) said)
            .putShort((short) bytes.length)
            .putShort((short) 0)
            .array();
    file.write(little(4).putInt(LOCAL).array());
    file.write(common);
    file.write(bytes);
    deflated.writeTo(file);
    directory.write(little(6).putInt(CENTRAL).putShort((short) 20).array());
    directory.write(common);
    directory.write(little(14).putInt(10, offset).array());
    directory.write(bytes);
    entries++;
    return this;
  }

  Path write(Path path) throws IOException {
    int offset = file.size();
    directory.writeTo(file);
    file.write(
        little(22)
            .putInt(END)
            .putInt(0)
            .putShort(entries)
            .putShort(entries)
            .putInt(directory.size())
            .putInt(offset)
            .array());
    return Files.write(path, file.toByteArray());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** So many bytes, all the same. */
  static Content repeated(int value, long count) {
    return out -> {
      byte[] chunk = new byte[1 << 16];
      Arrays.fill(chunk, (byte) value);
      for (long left = count; left > 0; left -= chunk.length) {
        out.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
    };
  }
}
