package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** The first bytes of a file, which tell its type. */
  static byte[] readStart(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FileTypes.START_BYTES);
    }
  }

  static IOException tooLarge() {
    return new IOException("it is larger than " + FileTree.MAXIMUM_BYTES + " bytes");
  }
}
