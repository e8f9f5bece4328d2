package org.cocogan.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;

/**
 * A file of records as TensorFlow writes them; safe to read from several threads.
 *
 * <pre>
 * length of the data (8 bytes, little-endian)
 * masked CRC32C of the length (4)
 * data
 * masked CRC32C of the data (4)
 * </pre>
 *
 * A masked CRC is the CRC rotated right by 15 bits, plus 0xa282ead8.
 */
final class TfRecordFile implements AutoCloseable {
  private static final int HEADER = Long.BYTES + Integer.BYTES;
  private static final int MASK = 0xa282ead8;
  private static final int GZIP = 0x8b1f;

  private final Path path;
  private final FileChannel channel;
  private long[] starts = new long[1024];
  private int count;
  private Optional<String> damage = Optional.empty();

  private TfRecordFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a file and finds its records, reading nothing but their lengths.
   *
   * @throws DataException if it cannot be read or is no such file; the message names it
   */
  static TfRecordFile open(Path path) {
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
    TfRecordFile file = new TfRecordFile(path, channel);
    try {
      file.findRecords();
      return file;
    } catch (IOException e) {
      file.close();
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    } catch (DataException e) {
      file.close();
      throw new DataException(path + ": " + e.getMessage(), e);
    }
  }

  private void findRecords() throws IOException {
    long end = channel.size();
    long at = 0;
    while (at < end && damage.isEmpty()) {
      if (end - at < HEADER) {
        damage = Optional.of("the file is cut off within this record");
        break;
      }
      byte[] header = read(at, HEADER);
      long length = littleEndian(header).getLong(0);
      if (!isIntact(header, Long.BYTES)) {
        requireRecords(header);
        damage = Optional.of("the length of this record is damaged, and with it the rest");
      } else if (length < 0 || length > end - at - HEADER - Integer.BYTES) {
        damage = Optional.of("the file is cut off within this record");
      } else {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, Product.of(2, count));
        }
        starts[count++] = at;
        at += HEADER + length + Integer.BYTES;
      }
    }
  }

  private void requireRecords(byte[] header) {
    if (count > 0) {
      return;
    }
    if ((littleEndian(header).getShort(0) & 0xffff) == GZIP) {
      throw new DataException("it is compressed; decompress it with gunzip");
    }
    throw new DataException("it is no TFRecord file, or damaged at its first record");
  }

  /** The name without the path to it. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /** How many whole records there are. */
  int count() {
    return count;
  }

  /** Why record {@link #count()} and all after it cannot be read; empty if the file ends there. */
  Optional<String> damage() {
    return damage;
  }

  /**
   * The data of a record.
   *
   * @throws DataException if it is damaged or cannot be read; the message does not name it
   */
  byte[] record(int index) {
    try {
      long start = starts[index];
      long length = littleEndian(read(start, HEADER)).getLong(0);
      if (length > FileTree.MAXIMUM_BYTES) {
        throw new DataException(
            length + " bytes are more than the " + FileTree.MAXIMUM_BYTES + " allowed");
      }
      byte[] record = read(start + HEADER, (int) length + Integer.BYTES);
      if (!isIntact(record, (int) length)) {
        throw new DataException("it is damaged: its checksum differs");
      }
      return Arrays.copyOf(record, (int) length);
    } catch (IOException e) {
      throw new DataException("it cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private byte[] read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      if (channel.read(rest, position + rest.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes;
  }

  /** Whether the masked CRC behind so many bytes is theirs. */
  private static boolean isIntact(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    return masked == littleEndian(bytes).getInt(length);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DataException(path + ": cannot be closed: " + FileFailures.reason(e), e);
    }
  }
}
