package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the bytes of a feature in TensorFlow's {@code Example}, a message in the wire format of
 * Protocol Buffers.
 *
 * <pre>
 * Example      1: Features
 * Features     1: entries of a map, each 1: name, 2: Feature
 * Feature      1: BytesList (others for numbers)
 * BytesList    1: bytes, repeated
 * </pre>
 */
final class ExampleMessage {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int DELIMITED = 2;
  private static final int FOUR_BYTES = 5;

  private ExampleMessage() {}

  /**
   * The first value of a feature.
   *
   * @param message an {@code Example}
   * @param feature its name
   * @throws DataException if the message is broken or has no bytes under that name
   */
  static ByteBuffer bytes(byte[] message, String feature) {
    ByteBuffer wanted = ByteBuffer.wrap(feature.getBytes(StandardCharsets.UTF_8));
    Fields features = new Fields(only(ByteBuffer.wrap(message)));
    for (Optional<ByteBuffer> entry = features.next(1);
        entry.isPresent();
        entry = features.next(1)) {
      Optional<ByteBuffer> name = new Fields(entry.get()).next(1);
      if (name.isPresent() && name.get().equals(wanted)) {
        return new Fields(entry.get())
            .next(2)
            .flatMap(value -> new Fields(value).next(1))
            .flatMap(list -> new Fields(list).next(1))
            .orElseThrow(() -> new DataException("its feature '" + feature + "' holds no bytes"));
      }
    }
    throw new DataException("it has no feature '" + feature + "'");
  }

  private static ByteBuffer only(ByteBuffer example) {
    return new Fields(example)
        .next(1)
        .orElseThrow(() -> new DataException("it is no example with features"));
  }

  /** The fields of a message, in their order. */
  private static final class Fields {
    private final ByteBuffer rest;

    Fields(ByteBuffer message) {
      rest = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next field of a number that is a message, text or bytes; empty after the last. */
    Optional<ByteBuffer> next(int number) {
      while (rest.hasRemaining()) {
        long tag = varint();
        switch ((int) (tag & 7)) {
          case VARINT -> varint();
          case EIGHT_BYTES -> skip(Long.BYTES);
          case FOUR_BYTES -> skip(Integer.BYTES);
          case DELIMITED -> {
            long length = varint();
            ByteBuffer content = rest.slice();
            skip(length);
            if (tag >>> 3 == number) {
              return Optional.of(content.limit((int) length).slice());
            }
          }
          default -> throw broken();
        }
      }
      return Optional.empty();
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE && rest.hasRemaining(); shift += 7) {
        byte part = rest.get();
        value |= (part & 0x7fL) << shift;
        if (part >= 0) {
          return value;
        }
      }
      throw broken();
    }

    private void skip(long bytes) {
      if (bytes < 0 || bytes > rest.remaining()) {
        throw broken();
      }
      rest.position(rest.position() + (int) bytes);
    }

    private static DataException broken() {
      return new DataException("it is no example as TensorFlow writes them, or is broken");
    }
  }
}
