package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Takes the segments of a JPEG apart and leaves those that its pixels depend on. */
final class JpegFile {
  private static final int TEMPORARY = 0x01;
  private static final int FRAME = 0xc0;
  private static final int HUFFMAN = 0xc4;
  private static final int EXTENSION = 0xc8;
  private static final int ARITHMETIC = 0xcc;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int JFIF = 0xe0;
  private static final int EXIF = 0xe1;
  private static final int ADOBE = 0xee;
  private static final int LAST_APPLICATION = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int COMPONENTS = 5;

  /** JFIF of no thumbnail and square pixels. */
  private static final byte[] PLAIN_JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

  private final byte[] file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean isJfif;
  private byte[] adobe = {};
  private int components;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegFile(byte[] file) {
    this.file = file;
  }

  /**
   * The image without what else the file holds.
   *
   * @throws DataException if it ends before its first scan
   */
  static StillImage reduce(byte[] file) {
    JpegFile jpeg = new JpegFile(file);
    int scan = jpeg.readSegments();
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    start.write(0xff);
    start.write(START);
    if (jpeg.isJfif) {
      writeSegment(JFIF, PLAIN_JFIF, start);
    }
    // Of three colours JFIF says already what they are, and libjpeg believes it alone.
    if (jpeg.adobe.length > 0 && !(jpeg.isJfif && jpeg.components == 3)) {
      writeSegment(ADOBE, jpeg.adobe, start);
    }
    start.writeBytes(jpeg.kept.toByteArray());
    int rest = file.length - scan;
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(start.size(), rest));
    out.put(start.toByteArray()).put(file, scan, rest);
    return new StillImage(out.flip(), jpeg.orientation, Optional.empty());
  }

  /** Reads as far as the first scan and returns where that begins. */
  private int readSegments() {
    int at = nextMarker(2);
    while (at < file.length - 2) {
      int type = file[at] & 255;
      if (type == SCAN) {
        return at - 1;
      }
      if (isAlone(type)) {
        at = nextMarker(at + 1);
        continue;
      }
      int length = (file[at + 1] & 255) << 8 | (file[at + 2] & 255);
      if (type == END || length < 2 || length > file.length - at - 1) {
        break;
      }
      take(type, Arrays.copyOfRange(file, at + 3, at + 1 + length));
      at = nextMarker(at + 1 + length);
    }
    throw new DataException("it is broken or cut off: it has no scan");
  }

  /** Whether nothing follows a marker. */
  private static boolean isAlone(int type) {
    return type <= TEMPORARY || (type >= FIRST_RESTART && type <= START);
  }

  /** Where the type of the next marker is, behind what fills the space before; or the end. */
  private int nextMarker(int from) {
    int at = from;
    while (at < file.length && file[at] != (byte) 0xff) {
      at++;
    }
    while (at < file.length && file[at] == (byte) 0xff) {
      at++;
    }
    return at;
  }

  private void take(int type, byte[] content) {
    boolean isApplication = type >= JFIF && type <= LAST_APPLICATION;
    if (type == JFIF && startsWith(content, "JFIF\0")) {
      isJfif = true;
    } else if (type == ADOBE && adobe.length == 0 && startsWith(content, "Adobe")) {
      adobe = content;
    } else if (type == EXIF
        && orientation == Orientation.UPRIGHT
        && Exif.isIn(ByteBuffer.wrap(content))) {
      orientation = Exif.orientation(ByteBuffer.wrap(content));
    } else if (!isApplication && type != COMMENT) {
      if (isFrame(type) && content.length > COMPONENTS) {
        components = content[COMPONENTS];
      }
      writeSegment(type, content, kept);
    }
  }

  private static boolean isFrame(int type) {
    return type >= FRAME
        && type < FIRST_RESTART
        && type != HUFFMAN
        && type != EXTENSION
        && type != ARITHMETIC;
  }

  private static boolean startsWith(byte[] content, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (i >= content.length || content[i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void writeSegment(int type, byte[] content, ByteArrayOutputStream out) {
    int length = content.length + 2;
    out.write(0xff);
    out.write(type);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(content);
  }
}
