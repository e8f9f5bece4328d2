package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;

/** Reads no more of a file than an image may have. */
final class Limited {
  private Limited() {}

  /** All bytes of a stream, whatever size was declared for it. */
  static byte[] readAll(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(FileTree.MAXIMUM_BYTES + 1);
    if (bytes.length > FileTree.MAXIMUM_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  static IOException tooLarge() {
    return new IOException("it is larger than " + FileTree.MAXIMUM_BYTES + " bytes");
  }
}
