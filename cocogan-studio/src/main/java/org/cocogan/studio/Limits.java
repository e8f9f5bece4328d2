package org.cocogan.studio;

/** The limits of one request, and of all of them together. */
final class Limits {
  /** Pixels of a region, and of an answer. */
  static final int MOST_PIXELS = 1 << 22;

  /** Parts that a region touches. */
  static final int MOST_PARTS = 1024;

  /** Parts that wait to be computed. */
  static final int MOST_PARTS_WAITING = 8192;

  /** Bytes of parts that are kept for whoever asks again, with what they are computed from. */
  static final long MOST_BYTES_KEPT = 64 << 20;

  /** Pixels of all requests that are being answered, in kilobytes. */
  static final int MOST_KILOBYTES = 256 << 10;

  /** Bytes of a picture that a client sends. */
  static final int MOST_BYTES_SENT = 8 << 20;

  /** What decoding such a picture takes, of {@link #MOST_PIXELS} at most. */
  static final long BYTES_OF_PICTURE = 56 << 20;

  /** Connections. */
  static final int MOST_CONNECTIONS = 128;

  /** From the first byte of a request to the last of its answer, and from one to the next. */
  static final int MOST_SECONDS = 60;

  /** Characters of the first line of a request. */
  static final int LONGEST_LINE = 8192;

  /** Bytes of its headers. */
  static final int LONGEST_HEADERS = 16_384;

  /** Pixels that an endless image is said to have on an endless side. */
  static final int ENDLESS_SIDE = 1 << 20;

  private Limits() {}

  static void requirePixels(String what, long rows, long columns) {
    if (rows > MOST_PIXELS || columns > MOST_PIXELS || rows * columns > MOST_PIXELS) {
      throw Refusal.bad(
          what
              + " has "
              + columns
              + "x"
              + rows
              + " pixels, and "
              + MOST_PIXELS
              + " is the most; ask for it in parts");
    }
  }

  static void requireParts(long parts) {
    if (parts > MOST_PARTS) {
      throw Refusal.bad(
          "the region touches "
              + parts
              + " parts, and "
              + MOST_PARTS
              + " is the most; ask for it in parts");
    }
  }
}
