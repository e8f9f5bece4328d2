package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes images as an animation in all their colours that plays for ever; programs that know still
 * images alone show the first (PNG Specification, Third Edition, section 11.3.6).
 */
public final class AnimatedPng {
  private static final int SIGNATURE_BYTES = 8;
  private static final int LENGTH_BYTES = 4;
  private static final int NAME_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;
  private static final short THOUSANDTHS = 1000;
  private static final int LONGEST = 60_000;
  private static final int FOR_EVER = 0;
  private static final int FRAME_CONTROL_BYTES = 26;

  private AnimatedPng() {}

  /**
   * Writes an animated PNG; the file appears when it is whole.
   *
   * @param path where; replaced if it exists
   * @param frames at least one, all of one size and with the same channels
   * @param delay milliseconds that each is shown; more than a minute counts as one
   * @throws IllegalArgumentException if there is no frame, or they differ in size or channels
   * @throws DataException if it cannot be written
   */
  public static void write(Path path, List<PixelImage> frames, int delay) {
    if (frames.stream().map(PixelImage::size).distinct().count() != 1
        || frames.stream().map(PixelImage::channels).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "an animation needs frames of one size and kind, at least one");
    }
    Images.write(path, encode(frames, delay));
  }

  private static byte[] encode(List<PixelImage> frames, int delay) {
    Output out = new Output();
    int sequence = 0;
    for (int frame = 0; frame < frames.size(); frame++) {
      PixelImage image = frames.get(frame);
      byte[] still = Images.encodePng(image);
      if (frame == 0) {
        out.bytes.write(still, 0, SIGNATURE_BYTES);
      }
      ByteBuffer png = ByteBuffer.wrap(still).position(SIGNATURE_BYTES);
      while (png.hasRemaining()) {
        int length = png.getInt();
        String name = StandardCharsets.US_ASCII.decode(part(png, NAME_BYTES)).toString();
        ByteBuffer content = part(png, length);
        png.position(png.position() + CHECKSUM_BYTES);
        switch (name) {
          case "IHDR" -> {
            if (frame == 0) {
              out.chunk(name, content);
              out.chunk("acTL", ints(frames.size(), FOR_EVER));
            }
            out.chunk("fcTL", control(sequence++, image, delay));
          }
          case "IDAT" -> {
            if (frame == 0) {
              out.chunk(name, content);
            } else {
              out.chunk("fdAT", numbered(sequence++, content));
            }
          }
          default -> {
            // What else a still image has does not belong into every frame.
          }
        }
      }
    }
    out.chunk("IEND", ByteBuffer.allocate(0));
    return out.bytes.toByteArray();
  }

  private static ByteBuffer part(ByteBuffer buffer, int length) {
    ByteBuffer part = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return part;
  }

  private static ByteBuffer ints(int first, int second) {
    return ByteBuffer.allocate(2 * Integer.BYTES).putInt(first).putInt(second).flip();
  }

  /** A frame covers all of the picture, and replaces the one before. */
  private static ByteBuffer control(int sequence, PixelImage image, int delay) {
    return ByteBuffer.allocate(FRAME_CONTROL_BYTES)
        .putInt(sequence)
        .putInt(image.size().width())
        .putInt(image.size().height())
        .putInt(0)
        .putInt(0)
        .putShort((short) Math.min(delay, LONGEST))
        .putShort(THOUSANDTHS)
        .putShort((short) 0)
        .flip();
  }

  private static ByteBuffer numbered(int sequence, ByteBuffer content) {
    return ByteBuffer.allocate(Integer.BYTES + content.remaining())
        .putInt(sequence)
        .put(content)
        .flip();
  }

  /** The file as far as it is written. */
  private static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void chunk(String name, ByteBuffer content) {
      byte[] chunk = new byte[NAME_BYTES + content.remaining()];
      ByteBuffer.wrap(chunk).put(name.getBytes(StandardCharsets.US_ASCII)).put(content.duplicate());
      CRC32 checksum = new CRC32();
      checksum.update(chunk);
      bytes.writeBytes(ByteBuffer.allocate(LENGTH_BYTES).putInt(content.remaining()).array());
      bytes.writeBytes(chunk);
      bytes.writeBytes(
          ByteBuffer.allocate(CHECKSUM_BYTES).putInt((int) checksum.getValue()).array());
    }
  }
}
