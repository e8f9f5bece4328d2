package org.cocogan.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Changes a field of a Protocol Buffers message at any depth, whatever its type; lengths around it
 * stay right.
 */
final class ProtobufMutation implements Mutation {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    7,
    11,
    16,
    1 << 20,
    30_000,
    40_000,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Mutation bytes = new ByteMutation(List.of());

  @Override
  public byte[] apply(byte[] input, RandomGenerator random) {
    return message(input)
        .map(message -> changed(message, random).toByteArray())
        .orElseGet(() -> bytes.apply(input, random));
  }

  private static Optional<UnknownFieldSet> message(byte[] input) {
    try {
      UnknownFieldSet message = UnknownFieldSet.parseFrom(input);
      return message.asMap().isEmpty() ? Optional.empty() : Optional.of(message);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private UnknownFieldSet changed(UnknownFieldSet message, RandomGenerator random) {
    List<Map.Entry<Integer, Field>> fields = new ArrayList<>(message.asMap().entrySet());
    Map.Entry<Integer, Field> entry = fields.get(random.nextInt(fields.size()));
    UnknownFieldSet.Builder builder = message.toBuilder();
    Field other = fields.get(random.nextInt(fields.size())).getValue();
    switch (random.nextInt(12)) {
      case 0 -> builder.clearField(entry.getKey());
      case 1 -> builder.mergeField(entry.getKey(), other);
      case 2 -> builder.mergeField(random.nextInt(1, 24), other);
      default -> builder.clearField(entry.getKey()).addField(entry.getKey(), of(entry, random));
    }
    return builder.build();
  }

  /** The values of a field, one of them changed. */
  private Field of(Map.Entry<Integer, Field> entry, RandomGenerator random) {
    Field field = entry.getValue();
    Field.Builder builder = Field.newBuilder();
    List<ByteString> parts = field.getLengthDelimitedList();
    int chosen = parts.isEmpty() ? -1 : random.nextInt(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      builder.addLengthDelimited(
          i == chosen
              ? ByteString.copyFrom(apply(parts.get(i).toByteArray(), random))
              : parts.get(i));
    }
    field.getVarintList().forEach(value -> builder.addVarint(number(value, random)));
    field.getFixed32List().forEach(value -> builder.addFixed32((int) number(value, random)));
    field.getFixed64List().forEach(value -> builder.addFixed64(number(value, random)));
    return builder.build();
  }

  private static long number(long before, RandomGenerator random) {
    return random.nextInt(3) == 0 ? before : NUMBERS[random.nextInt(NUMBERS.length)];
  }
}
