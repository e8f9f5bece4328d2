package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

  private final byte[] file;
  private final Map<String, byte[]> single = new LinkedHashMap<>();
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private Orientation orientation = Orientation.UPRIGHT;

  private PngFile(byte[] file) {
    this.file = file;
  }

  /**
   * The image without what else the file holds.
   *
   * @throws DataException if a chunk that matters is cut off or has another checksum than it says
   */
  static StillImage reduce(byte[] file) {
    PngFile png = new PngFile(file);
    png.readChunks();
    return new StillImage(png.write(), png.orientation, Optional.empty());
  }

  private void readChunks() {
    ByteBuffer in = ByteBuffer.wrap(file, SIGNATURE_BYTES, file.length - SIGNATURE_BYTES);
    String type = "";
    while (in.remaining() >= CHUNK_BYTES && !type.equals("IEND")) {
      int start = in.position();
      int length = in.getInt();
      byte[] name = new byte[4];
      in.get(name);
      type = new String(name, StandardCharsets.ISO_8859_1);
      boolean isWhole = length >= 0 && length <= in.remaining() - Integer.BYTES;
      if (!isWhole && !matters(type)) {
        return;
      }
      if (!isWhole) {
        throw new DataException("it is broken or cut off: its chunk " + type + " ends too early");
      }
      in.position(start + CHUNK_BYTES + length);
      take(type, start, length);
    }
  }

  private static boolean matters(String type) {
    return switch (type) {
      case "IHDR", "PLTE", "tRNS", "IDAT" -> true;
      default -> false;
    };
  }

  private void take(String type, int start, int length) {
    int content = start + 2 * Integer.BYTES;
    if (type.equals("eXIf")) {
      orientation = Exif.orientation(Arrays.copyOfRange(file, content, content + length));
    }
    if (!matters(type)) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(file, content - Integer.BYTES, Integer.BYTES + length);
    if ((int) crc.getValue() != ByteBuffer.wrap(file).getInt(content + length)) {
      throw new DataException("it is damaged: the checksum of its chunk " + type + " differs");
    }
    if (type.equals("IDAT")) {
      pixels.write(file, start, CHUNK_BYTES + length);
    } else {
      single.putIfAbsent(type, Arrays.copyOfRange(file, content, content + length));
    }
  }

  private byte[] write() {
    byte[] header = single.getOrDefault("IHDR", new byte[0]);
    byte[] clear = single.getOrDefault("tRNS", new byte[0]);
    if (header.length != HEADER_BYTES) {
      throw new DataException("it is broken: it has no header");
    }
    boolean isShallow = header[DEPTH] == 1 || header[DEPTH] == 2 || header[DEPTH] == 4;
    if (header[COLOUR_TYPE] == GREY && isShallow && clear.length == 2) {
      givePalette(header, clear[1]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.size() + 1024);
    out.write(file, 0, SIGNATURE_BYTES);
    for (String type : new String[] {"IHDR", "PLTE", "tRNS"}) {
      if (single.containsKey(type)) {
        writeChunk(type, single.get(type), out);
      }
    }
    out.writeBytes(pixels.toByteArray());
    writeChunk("IEND", new byte[0], out);
    return out.toByteArray();
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

  private static void writeChunk(String type, byte[] content, ByteArrayOutputStream out) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES + content.length);
    chunk.putInt(content.length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), Integer.BYTES, Integer.BYTES + content.length);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }
}
