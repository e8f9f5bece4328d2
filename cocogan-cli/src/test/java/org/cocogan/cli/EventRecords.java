package org.cocogan.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads TensorBoard's files as their format is described, with checksums computed bit by bit. */
final class EventRecords {
  /** A value under a tag. */
  record Tagged(long step, String tag, UnknownFieldSet value) {
    float scalar() {
      return Float.intBitsToFloat(value.getField(2).getFixed32List().get(0));
    }

    /** The message of a field, such as 4 for an image and 5 for a histogram. */
    UnknownFieldSet message(int field) throws IOException {
      return UnknownFieldSet.parseFrom(value.getField(field).getLengthDelimitedList().get(0));
    }
  }

  private EventRecords() {}

  /** All values that TensorBoard would show, without those that a later file declares void. */
  static List<Tagged> read(Path folder) throws IOException {
    List<Tagged> values = new ArrayList<>();
    for (Path file : TinyExperiment.files(folder)) {
      if (TinyExperiment.name(file).startsWith("events.out.tfevents.")) {
        for (UnknownFieldSet event : events(file)) {
          add(event, values);
        }
      }
    }
    return values;
  }

  private static void add(UnknownFieldSet event, List<Tagged> values) throws IOException {
    long step = event.getField(2).getVarintList().stream().findFirst().orElse(0L);
    if (event.hasField(7)) {
      values.removeIf(value -> value.step() >= step);
    }
    for (ByteString summary : event.getField(5).getLengthDelimitedList()) {
      for (ByteString value :
          UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
        UnknownFieldSet fields = UnknownFieldSet.parseFrom(value);
        values.add(
            new Tagged(
                step, fields.getField(1).getLengthDelimitedList().get(0).toStringUtf8(), fields));
      }
    }
  }

  private static List<UnknownFieldSet> events(Path file) throws IOException {
    List<UnknownFieldSet> events = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, Long.BYTES);
      events.add(
          UnknownFieldSet.parseFrom(
              take(bytes, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())));
    }
    return events;
  }

  private static byte[] take(ByteBuffer bytes, int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    int crc = ~0;
    for (byte one : taken) {
      crc ^= Byte.toUnsignedInt(one);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 1 ? 0x82f63b78 : 0);
      }
    }
    crc = ~crc;
    if (bytes.getInt() != ((crc >>> 15) | (crc << 17)) + 0xa282ead8) {
      throw new AssertionError("a checksum is wrong");
    }
    return taken;
  }
}
