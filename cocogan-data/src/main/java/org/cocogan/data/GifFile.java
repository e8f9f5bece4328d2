package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.cocogan.patch.Size;

/** Finds out where the first frame of a GIF lies on its screen. */
final class GifFile {
  private static final int SCREEN = 6;
  private static final int BACKGROUND = 11;
  private static final int TABLE = 13;
  private static final int EXTENSION = 0x21;
  private static final int CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;

  private GifFile() {}

  /** The image on its screen. */
  static StillImage reduce(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int screenWidth = Short.toUnsignedInt(in.getShort(SCREEN));
    int screenHeight = Short.toUnsignedInt(in.getShort(SCREEN + 2));
    int flags = in.get(SCREEN + 4);
    int colours = flags < 0 ? 2 << (flags & 7) : 0;
    in.position(TABLE + 3 * colours);

    boolean isClear = colours == 0;
    int block = Byte.toUnsignedInt(in.get());
    while (block == EXTENSION) {
      if (Byte.toUnsignedInt(in.get()) == CONTROL) {
        isClear |= (in.get(in.position() + 1) & 1) != 0;
      }
      skipParts(in);
      block = Byte.toUnsignedInt(in.get());
    }
    if (block != IMAGE) {
      throw new DataException("it is broken: it has no image");
    }
    int left = Short.toUnsignedInt(in.getShort());
    int top = Short.toUnsignedInt(in.getShort());
    int right = left + Short.toUnsignedInt(in.getShort());
    int bottom = top + Short.toUnsignedInt(in.getShort());
    // As browsers do it, a screen that is too small grows.
    Size size = new Size(Math.max(screenHeight, bottom), Math.max(screenWidth, right));
    int colour = isClear ? Canvas.WHITE : background(in, colours);
    return new StillImage(
        ByteBuffer.wrap(file),
        Orientation.UPRIGHT,
        Optional.of(new Canvas(size, top, left, colour)));
  }

  private static int background(ByteBuffer in, int colours) {
    int index = Byte.toUnsignedInt(in.get(BACKGROUND));
    if (index >= colours) {
      return Canvas.WHITE;
    }
    int at = TABLE + 3 * index;
    return Byte.toUnsignedInt(in.get(at)) << 16
        | Byte.toUnsignedInt(in.get(at + 1)) << 8
        | Byte.toUnsignedInt(in.get(at + 2));
  }

  private static void skipParts(ByteBuffer in) {
    int length = Byte.toUnsignedInt(in.get());
    while (length > 0) {
      in.position(in.position() + length);
      length = Byte.toUnsignedInt(in.get());
    }
  }
}
