package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.cocogan.exact.Product;

/** Takes the chunks of a PNG apart and leaves those that its pixels depend on. */
final class PngFile {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_BYTES = 12;
  private static final int HEADER_BYTES = 13;
  private static final int DEPTH = 8;
  private static final int COLOUR_TYPE = 9;
  private static final int GREY = 0;
  private static final int PALETTE = 3;

  /** What a palette and the transparency of one may add. */
  private static final int MOST_ADDED = 4096;

  private final ByteBuffer in;
  private final ByteBuffer out;
  private final Map<String, byte[]> single = new HashMap<>();
  private Orientation orientation = Orientation.UPRIGHT;

  private PngFile(byte[] file) {
    in = ByteBuffer.wrap(file);
    out = ByteBuffer.allocate(Math.addExact(file.length, MOST_ADDED));
  }

  /**
   * The image without what else the file holds.
   *
   * @throws DataException if a chunk that matters is cut off or has another checksum than it says
   */
  static StillImage reduce(byte[] file) {
    PngFile png = new PngFile(file);
    png.readChunks();
    return new StillImage(png.out.flip(), png.orientation, Optional.empty());
  }

  private void readChunks() {
    byte[] signature = new byte[SIGNATURE_BYTES];
    in.get(signature);
    out.put(signature);
    String type = "";
    while (in.remaining() >= CHUNK_BYTES && !type.equals("IEND")) {
      int length = in.getInt();
      byte[] name = new byte[4];
      in.get(name);
      type = new String(name, StandardCharsets.ISO_8859_1);
      boolean isWhole = length >= 0 && length <= in.remaining() - Integer.BYTES;
      if (!isWhole && matters(type)) {
        throw new DataException("it is broken or cut off: its chunk " + type + " ends too early");
      }
      if (!isWhole) {
        break;
      }
      take(type, in.slice(in.position(), length));
      in.position(in.position() + length + Integer.BYTES);
    }
    writeWhatComesBeforePixels();
    writeChunk("IEND", ByteBuffer.allocate(0));
  }

  private static boolean matters(String type) {
    return switch (type) {
      case "IHDR", "PLTE", "tRNS", "IDAT" -> true;
      default -> false;
    };
  }

  private void take(String type, ByteBuffer content) {
    if (type.equals("eXIf")) {
      orientation = Exif.orientation(content);
    }
    if (!matters(type)) {
      return;
    }
    if (in.getInt(in.position() + content.limit()) != checksum(type, content)) {
      throw new DataException("it is damaged: the checksum of its chunk " + type + " differs");
    }
    if (!type.equals("IDAT")) {
      single.putIfAbsent(type, bytes(content));
      return;
    }
    writeWhatComesBeforePixels();
    writeChunk(type, content);
  }

  private void writeWhatComesBeforePixels() {
    if (out.position() > SIGNATURE_BYTES) {
      return;
    }
    byte[] header = single.getOrDefault("IHDR", new byte[0]);
    byte[] clear = single.getOrDefault("tRNS", new byte[0]);
    if (header.length != HEADER_BYTES) {
      throw new DataException("it is broken: it has no header");
    }
    boolean isShallow = header[DEPTH] == 1 || header[DEPTH] == 2 || header[DEPTH] == 4;
    if (header[COLOUR_TYPE] == GREY && isShallow && clear.length == 2) {
      givePalette(header, clear[1]);
    }
    for (String type : List.of("IHDR", "PLTE", "tRNS")) {
      if (single.containsKey(type)) {
        writeChunk(type, ByteBuffer.wrap(single.get(type)));
      }
    }
  }

  /**
   * Grey of less than 8 bits with a level that is transparent, which Java's reader overlooks, is
   * the same as a palette of these greys.
   */
  private void givePalette(byte[] header, int clear) {
    int levels = 1 << header[DEPTH];
    byte[] palette = new byte[Product.of(3, levels)];
    byte[] alpha = new byte[levels];
    for (int level = 0; level < levels; level++) {
      Arrays.fill(palette, 3 * level, 3 * level + 3, (byte) (level * 255 / (levels - 1)));
      alpha[level] = (byte) (level == (clear & (levels - 1)) ? 0 : 255);
    }
    header[COLOUR_TYPE] = PALETTE;
    single.put("PLTE", palette);
    single.put("tRNS", alpha);
  }

  private void writeChunk(String type, ByteBuffer content) {
    out.putInt(content.limit()).put(type.getBytes(StandardCharsets.ISO_8859_1));
    out.put(content.duplicate().rewind()).putInt(checksum(type, content));
  }

  private static int checksum(String type, ByteBuffer content) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
    crc.update(content.duplicate().rewind());
    return (int) crc.getValue();
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.limit()];
    content.get(0, bytes);
    return bytes;
  }
}
