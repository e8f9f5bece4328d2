package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Takes the chunks of a WebP apart and leaves its image, or the first frame of an animation. */
final class WebpFile {
  private static final int RIFF_HEADER_BYTES = 8;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int EXTENDED_BYTES = 10;
  private static final int ALPHA_FLAG = 0x10;
  private static final int LOSSY_SIZE = 6;
  private static final int LOSSLESS_SIZE = 1;

  private Optional<Size> canvas = Optional.empty();
  private Optional<Canvas> place = Optional.empty();
  private byte[] colours = {};
  private byte[] alpha = {};
  private boolean isLossless;
  private Orientation orientation = Orientation.UPRIGHT;

  private WebpFile() {}

  /**
   * The image without what else the file holds.
   *
   * @throws DataException if it is cut off, or has no image that fits its canvas
   */
  static StillImage reduce(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long length = Integer.toUnsignedLong(in.getInt(4));
    if (length > file.length - RIFF_HEADER_BYTES) {
      throw new DataException("it is cut off");
    }
    WebpFile webp = new WebpFile();
    webp.readChunks(in.limit((int) length + RIFF_HEADER_BYTES).position(RIFF_HEADER_BYTES + 4));
    webp.requireFitting();
    return new StillImage(webp.write(), webp.orientation, webp.place);
  }

  private void readChunks(ByteBuffer in) {
    while (in.remaining() >= CHUNK_HEADER_BYTES) {
      byte[] name = new byte[4];
      in.get(name);
      long length = Integer.toUnsignedLong(in.getInt());
      if (length > in.remaining()) {
        throw new DataException("it is cut off");
      }
      ByteBuffer content = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
      in.position(Math.min(in.limit(), in.position() + (int) length + (int) length % 2));
      take(new String(name, StandardCharsets.ISO_8859_1), content);
    }
  }

  private void take(String type, ByteBuffer content) {
    boolean isFirst = colours.length == 0;
    switch (type) {
      case "VP8X" -> canvas = Optional.of(new Size(1 + small(content, 7), 1 + small(content, 4)));
      case "ANMF" -> {
        if (isFirst) {
          readFrame(content);
        }
      }
      case "ALPH" -> alpha = isFirst ? bytes(content) : alpha;
      case "VP8 ", "VP8L" -> {
        if (isFirst) {
          isLossless = type.equals("VP8L");
          colours = bytes(content);
        }
      }
      case "EXIF" -> orientation = Exif.orientation(bytes(content));
      default -> {}
    }
  }

  private void readFrame(ByteBuffer frame) {
    if (place.isPresent()) {
      throw new DataException("it is broken: its first frame has no image");
    }
    Size whole = canvas.orElseThrow(() -> new DataException("it is broken: it has no canvas"));
    int left = Product.of(2, small(frame, 0));
    int top = Product.of(2, small(frame, 3));
    int width = 1 + small(frame, 6);
    int height = 1 + small(frame, 9);
    if (left + width > whole.width() || top + height > whole.height()) {
      throw new DataException("it is broken: its first frame leaves the canvas");
    }
    place = Optional.of(new Canvas(whole, top, left, Canvas.WHITE));
    canvas = Optional.of(new Size(height, width));
    readChunks(frame.position(FRAME_HEADER_BYTES));
  }

  /** What the decoder makes room for must be what was announced, and has been checked. */
  private void requireFitting() {
    if (colours.length == 0) {
      throw new DataException("it is broken: it has no image");
    }
    Size size = size();
    if (!canvas.orElse(size).equals(size)) {
      throw new DataException(
          "it is broken: its image of " + size + " is not of " + canvas.get() + " as announced");
    }
  }

  private Size size() {
    ByteBuffer image = ByteBuffer.wrap(colours).order(ByteOrder.LITTLE_ENDIAN);
    int mask = 0x3fff;
    if (isLossless) {
      int both = image.getInt(LOSSLESS_SIZE);
      return new Size(1 + (both >> 14 & mask), 1 + (both & mask));
    }
    return new Size(image.getShort(LOSSY_SIZE + 2) & mask, image.getShort(LOSSY_SIZE) & mask);
  }

  private byte[] write() {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    boolean isVeiled = alpha.length > 0 && !isLossless;
    if (isVeiled) {
      Size size = size();
      ByteBuffer extended =
          ByteBuffer.allocate(EXTENDED_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(ALPHA_FLAG);
      extended.putShort((short) (size.width() - 1)).put((byte) 0);
      extended.putShort((short) (size.height() - 1));
      writeChunk("VP8X", extended.array(), chunks);
      writeChunk("ALPH", alpha, chunks);
    }
    writeChunk(isLossless ? "VP8L" : "VP8 ", colours, chunks);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header("RIFF", chunks.size() + 4));
    out.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(chunks.toByteArray());
    return out.toByteArray();
  }

  private static void writeChunk(String type, byte[] content, ByteArrayOutputStream out) {
    out.writeBytes(header(type, content.length));
    out.writeBytes(content);
    if (content.length % 2 == 1) {
      out.write(0);
    }
  }

  private static byte[] header(String type, int length) {
    ByteBuffer header = ByteBuffer.allocate(CHUNK_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return header.put(type.getBytes(StandardCharsets.ISO_8859_1)).putInt(length).array();
  }

  /** A number of 24 bits. */
  private static int small(ByteBuffer content, int at) {
    return Short.toUnsignedInt(content.getShort(at))
        | Byte.toUnsignedInt(content.get(at + 2)) << 16;
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }
}
