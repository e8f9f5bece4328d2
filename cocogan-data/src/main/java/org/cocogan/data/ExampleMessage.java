package org.cocogan.data;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  private ExampleMessage() {}

  /**
   * The first value of a feature.
   *
   * @param message an {@code Example}
   * @param feature its name
   * @throws DataException if the message is broken or has no bytes under that name
   */
  static byte[] bytes(byte[] message, String feature) {
    byte[] wanted = feature.getBytes(StandardCharsets.UTF_8);
    try {
      CodedInputStream features =
          CodedInputStream.newInstance(
              first(message, 1)
                  .orElseThrow(() -> new DataException("it is no example with features")));
      for (Optional<byte[]> entry = next(features, 1);
          entry.isPresent();
          entry = next(features, 1)) {
        if (first(entry.get(), 1).filter(name -> Arrays.equals(name, wanted)).isPresent()) {
          return first(entry.get(), 2, 1, 1)
              .orElseThrow(() -> new DataException("its feature '" + feature + "' holds no bytes"));
        }
      }
    } catch (IOException e) {
      throw new DataException("it is no example as TensorFlow writes them, or is broken", e);
    }
    throw new DataException("it has no feature '" + feature + "'");
  }

  /** The first field that numbers lead to, each within the field before it. */
  private static Optional<byte[]> first(byte[] message, int... numbers) throws IOException {
    Optional<byte[]> found = Optional.of(message);
    for (int number : numbers) {
      if (found.isPresent()) {
        found = next(CodedInputStream.newInstance(found.get()), number);
      }
    }
    return found;
  }

  /** The next field of a number that is a message, text or bytes; empty after the last. */
  private static Optional<byte[]> next(CodedInputStream fields, int number) throws IOException {
    while (!fields.isAtEnd()) {
      int tag = fields.readTag();
      if (WireFormat.getTagFieldNumber(tag) == number
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return Optional.of(fields.readByteArray());
      }
      fields.skipField(tag);
    }
    return Optional.empty();
  }
}
