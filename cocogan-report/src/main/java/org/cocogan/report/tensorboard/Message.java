package org.cocogan.report.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.stream.DoubleStream;

/**
 * A protocol buffer message, field by field. TensorBoard's own definitions are many, and few of
 * their fields are needed.
 */
final class Message {
  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  /** An int32, int64, bool or enum. */
  Message whole(int field, long value) {
    return with(field, Field.newBuilder().addVarint(value).build());
  }

  /** A float. */
  Message single(int field, float value) {
    return with(field, Field.newBuilder().addFixed32(Float.floatToRawIntBits(value)).build());
  }

  /** A double, or several where the field is repeated. */
  Message real(int field, double... values) {
    Field.Builder all = Field.newBuilder();
    DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).forEach(all::addFixed64);
    return with(field, all.build());
  }

  /** A string. */
  Message text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  /** A message; another of the same field makes it repeated. */
  Message message(int field, Message value) {
    return bytes(field, value.encoded());
  }

  /** Bytes. */
  Message bytes(int field, ByteString value) {
    return with(field, Field.newBuilder().addLengthDelimited(value).build());
  }

  /** The message as a file has it. */
  ByteString encoded() {
    return fields.build().toByteString();
  }

  private Message with(int field, Field value) {
    fields.mergeField(field, value);
    return this;
  }
}
