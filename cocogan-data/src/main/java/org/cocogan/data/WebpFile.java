package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Takes the chunks of a WebP apart and leaves its image, or the first frame of an animation. */
final class WebpFile {
  private static final int FOUR_LETTERS = 4;
  private static final int RIFF_HEADER_BYTES = 8;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int EXTENDED_BYTES = 10;
  private static final int ALPHA_FLAG = 0x10;
  private static final int LOSSY_SIZE = 6;
  private static final int LOSSLESS_SIZE = 1;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private Optional<Size> canvas = Optional.empty();
  private Optional<Canvas> place = Optional.empty();
  private ByteBuffer colours = NOTHING;
  private ByteBuffer alpha = NOTHING;
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
    webp.readChunks(
        in.limit((int) length + RIFF_HEADER_BYTES).position(RIFF_HEADER_BYTES + FOUR_LETTERS));
    webp.requireFitting();
    return new StillImage(webp.write(), webp.orientation, webp.place);
  }

  private void readChunks(ByteBuffer in) {
    while (in.remaining() >= CHUNK_HEADER_BYTES) {
      byte[] name = new byte[FOUR_LETTERS];
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
    boolean isFirst = colours.limit() == 0;
    switch (type) {
      case "VP8X" -> canvas = Optional.of(new Size(1 + small(content, 7), 1 + small(content, 4)));
      case "ANMF" -> {
        if (isFirst) {
          readFrame(content);
        }
      }
      case "ALPH" -> alpha = isFirst ? content : alpha;
      case "VP8 ", "VP8L" -> {
        if (isFirst) {
          isLossless = type.equals("VP8L");
          colours = content;
        }
      }
      case "EXIF" -> orientation = Exif.orientation(content);
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
    if (colours.limit() == 0) {
      throw new DataException("it is broken: it has no image");
    }
    Size size = size();
    if (!canvas.orElse(size).equals(size)) {
      throw new DataException(
          "it is broken: its image of " + size + " is not of " + canvas.get() + " as announced");
    }
  }

  private Size size() {
    int mask = 0x3fff;
    if (isLossless) {
      int both = colours.getInt(LOSSLESS_SIZE);
      return new Size(1 + (both >> 14 & mask), 1 + (both & mask));
    }
    return new Size(colours.getShort(LOSSY_SIZE + 2) & mask, colours.getShort(LOSSY_SIZE) & mask);
  }

  private ByteBuffer write() {
    boolean isVeiled = alpha.limit() > 0 && !isLossless;
    int length = FOUR_LETTERS + CHUNK_HEADER_BYTES + even(colours.limit());
    if (isVeiled) {
      length += CHUNK_HEADER_BYTES + EXTENDED_BYTES + CHUNK_HEADER_BYTES + even(alpha.limit());
    }
    ByteBuffer out = ByteBuffer.allocate(RIFF_HEADER_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(bytes("RIFF")).putInt(length).put(bytes("WEBP"));
    if (isVeiled) {
      Size size = size();
      out.put(bytes("VP8X")).putInt(EXTENDED_BYTES).putInt(ALPHA_FLAG);
      out.putShort((short) (size.width() - 1)).put((byte) 0);
      out.putShort((short) (size.height() - 1)).put((byte) 0);
      writeChunk("ALPH", alpha, out);
    }
    writeChunk(isLossless ? "VP8L" : "VP8 ", colours, out);
    return out.clear();
  }

  private static int even(int length) {
    return length + length % 2;
  }

  private static void writeChunk(String type, ByteBuffer content, ByteBuffer out) {
    out.put(bytes(type)).putInt(content.limit()).put(content.duplicate().rewind());
    out.position(out.position() + content.limit() % 2);
  }

  private static byte[] bytes(String type) {
    return type.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A number of 24 bits. */
  private static int small(ByteBuffer content, int at) {
    return Short.toUnsignedInt(content.getShort(at))
        | Byte.toUnsignedInt(content.get(at + 2)) << 16;
  }
}
