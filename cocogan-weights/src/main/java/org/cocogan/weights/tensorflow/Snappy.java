package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import org.cocogan.weights.MalformedException;

/**
 * Undoes Snappy's compression of a block: its length, then pieces that are either literal or copied
 * from what has come before ({@code google/snappy}, format_description.txt).
 */
final class Snappy {
  private static final int LARGEST = 64 << 20;
  private static final int LONGEST_LENGTH_BYTES = 4;

  private final byte[] in;
  private final int end;
  private int at;
  private final byte[] out;
  private int done;

  private Snappy(byte[] in, int start, int end, int length) {
    this.in = in;
    this.at = start;
    this.end = end;
    this.out = new byte[length];
  }

  /**
   * What compressed bytes stand for.
   *
   * @throws MalformedException if they are damaged, or stand for more than 64 MB
   */
  static byte[] uncompressed(byte[] in, int start, int size) throws IOException {
    CodedInputStream head = CodedInputStream.newInstance(in, start, size);
    int length = head.readRawVarint32();
    // No element makes more than 64 bytes of two.
    if (length < 0 || length > LARGEST || length > 32L * size) {
      throw new MalformedException("is damaged: it claims a block of %s bytes".formatted(length));
    }
    Snappy snappy = new Snappy(in, start + head.getTotalBytesRead(), start + size, length);
    while (snappy.at < snappy.end) {
      snappy.element();
    }
    if (snappy.done < length) {
      throw damaged();
    }
    return snappy.out;
  }

  private void element() {
    int tag = number(1);
    int high = tag >> 2;
    switch (tag & 3) {
      case 0 -> literal(high);
      case 1 -> copy((high & 7) + 4, (high >> 3) << Byte.SIZE | number(1));
      case 2 -> copy(high + 1, number(2));
      default -> copy(high + 1, number(4));
    }
  }

  private void literal(int high) {
    int lengthBytes = high - 59;
    int length =
        1 + (lengthBytes <= 0 ? high : number(Math.min(lengthBytes, LONGEST_LENGTH_BYTES)));
    if (length <= 0 || length > end - at || length > out.length - done) {
      throw damaged();
    }
    System.arraycopy(in, at, out, done, length);
    at += length;
    done += length;
  }

  /** What is copied may overlap with where it goes: then it is repeated. */
  private void copy(int length, int back) {
    if (back <= 0 || back > done || length > out.length - done) {
      throw damaged();
    }
    for (int i = 0; i < length; i++) {
      out[done] = out[done - back];
      done++;
    }
  }

  /** A little-endian number. */
  private int number(int bytes) {
    if (bytes > end - at) {
      throw damaged();
    }
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << Byte.SIZE | (in[at + i] & 0xff);
    }
    at += bytes;
    return number;
  }

  private static MalformedException damaged() {
    return new MalformedException("is damaged: a compressed block cannot be unpacked");
  }
}
