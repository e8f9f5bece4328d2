package org.cocogan.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads the directory at the end of a zip. Java's own ZipFile finds entries by name, so that of two
 * of one name it reads one only, and refuses a zip as a whole for a single entry that is encrypted.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int EXTRA_64 = 1;
  private static final long IN_EXTRA_64 = 0xffffffffL;
  private static final int MOST_BYTES = 1 << 30;

  private ZipDirectory() {}

  /**
   * All entries, in the order of the directory; several may have one name.
   *
   * @throws ZipException if there is no directory, or it is damaged
   */
  static List<ZippedFile> read(RandomAccessFile file) throws IOException {
    Place place = place(file);
    if (place.bytes > MOST_BYTES) {
      throw new ZipException("its directory of " + place.bytes + " bytes is too large");
    }
    ByteBuffer directory = readAt(file, place.start, (int) place.bytes);
    List<ZippedFile> entries = new ArrayList<>();
    try {
      while (directory.hasRemaining()) {
        entries.add(entry(directory, place.shift));
      }
    } catch (BufferUnderflowException e) {
      throw new ZipException("its directory is damaged");
    }
    return entries;
  }

  /** Bytes of a file from a position on, all of which must be there. */
  static ByteBuffer readAt(RandomAccessFile file, long position, int bytes) throws IOException {
    if (position < 0 || bytes < 0 || position > file.length() - bytes) {
      throw new ZipException("it is cut off, or its directory is damaged");
    }
    byte[] read = new byte[bytes];
    synchronized (file) {
      file.seek(position);
      file.readFully(read);
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The place of the directory in the file.
   *
   * @param shift how many bytes of the file come before the zip; its offsets do not count them
   */
  private record Place(long start, long bytes, long shift) {}

  private static Place place(RandomAccessFile file) throws IOException {
    int bytes = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
    long from = file.length() - bytes;
    ByteBuffer tail = readAt(file, from, bytes);
    for (int at = bytes - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END && at + END_BYTES + unsigned(tail, at + 20) <= bytes) {
        return place(file, from + at, tail, at);
      }
    }
    throw new ZipException("it has no directory at its end, where a zip has one");
  }

  private static Place place(RandomAccessFile file, long end, ByteBuffer tail, int at)
      throws IOException {
    int disk = unsigned(tail, at + 4);
    if (disk != 0 && disk != 0xffff) {
      throw new ZipException("it is one part of a split zip; join the parts (zip -s 0)");
    }
    long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
    if (end >= LOCATOR_64_BYTES) {
      ByteBuffer locator = readAt(file, end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
      if (locator.getInt() == LOCATOR_64) {
        ByteBuffer end64 = readAt(file, locator.getLong(8), END_64_BYTES);
        if (end64.getInt(0) != END_64) {
          throw new ZipException("its directory is not where it says");
        }
        return new Place(end64.getLong(48), end64.getLong(40), 0);
      }
    }
    return new Place(end - bytes, bytes, end - bytes - offset);
  }

  private static ZippedFile entry(ByteBuffer directory, long shift) throws ZipException {
    int at = directory.position();
    byte[] header = take(directory, ENTRY_BYTES);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt() != ENTRY) {
      throw new ZipException("its directory is damaged at byte " + at);
    }
    String name = text(take(directory, unsigned(fields, 28)));
    ByteBuffer extra = extra64(take(directory, unsigned(fields, 30)));
    take(directory, unsigned(fields, 32));
    // Those that do not fit are in the extra field, in this order.
    long bytes = wide(fields, 24, extra);
    long packedBytes = wide(fields, 20, extra);
    long offset = wide(fields, 42, extra);
    return new ZippedFile(
        name,
        (unsigned(fields, 8) & 1) != 0,
        unsigned(fields, 10),
        Integer.toUnsignedLong(fields.getInt(16)),
        packedBytes,
        bytes,
        offset + shift);
  }

  private static ByteBuffer extra64(byte[] extra) {
    ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= 4) {
      int id = Short.toUnsignedInt(fields.getShort());
      int length = Math.min(Short.toUnsignedInt(fields.getShort()), fields.remaining());
      if (id == EXTRA_64) {
        return fields.limit(fields.position() + length);
      }
      fields.position(fields.position() + length);
    }
    return fields;
  }

  private static long wide(ByteBuffer fields, int at, ByteBuffer extra) {
    long value = Integer.toUnsignedLong(fields.getInt(at));
    return value == IN_EXTRA_64 && extra.remaining() >= Long.BYTES ? extra.getLong() : value;
  }

  private static byte[] take(ByteBuffer from, int bytes) {
    byte[] taken = new byte[bytes];
    from.get(taken);
    return taken;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** Old programs write names in the code page of their country, which is not UTF-8. */
  private static String text(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return new String(name, StandardCharsets.ISO_8859_1);
    }
  }
}
