package org.cocogan.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Knows nothing of a file's form: flips bits, writes numbers that sizes and offsets go wrong at,
 * cuts, repeats and moves parts, and puts words of the form anywhere.
 *
 * @param words what the form consists of, such as opcodes; may be empty
 */
record ByteMutation(List<byte[]> words) implements Mutation {
  private static final int MOST_CHANGES = 4;
  private static final int LARGEST = 1 << 20;

  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    1 << 20,
    1 << 24,
    1 << 28,
    0x3fffffff,
    0x40000000,
    Integer.MAX_VALUE - 8,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 32,
    (1L << 32) - 1,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  @Override
  public byte[] apply(byte[] input, RandomGenerator random) {
    byte[] changed = input.clone();
    int changes = random.nextInt(1, MOST_CHANGES + 1);
    for (int i = 0; i < changes && changed.length < LARGEST; i++) {
      changed = changedOnce(changed, random);
    }
    return changed;
  }

  private byte[] changedOnce(byte[] input, RandomGenerator random) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(input.length);
    int length = Math.min(input.length - at, 1 << random.nextInt(8));
    return switch (random.nextInt(10)) {
      case 0 -> written(input, at, new byte[] {(byte) (input[at] ^ 1 << random.nextInt(8))});
      case 1 -> written(input, at, new byte[] {(byte) random.nextInt()});
      case 2, 3 -> written(input, at, number(random));
      case 4 -> Arrays.copyOf(input, at);
      case 5 -> joined(input, at, new byte[0], at + length);
      case 6 -> joined(input, at, Arrays.copyOfRange(input, at, at + length), at);
      case 7 -> {
        int from = random.nextInt(input.length - length + 1);
        yield written(input, at, Arrays.copyOfRange(input, from, from + length));
      }
      case 8 -> joined(input, at, words.isEmpty() ? number(random) : word(random), at);
      default -> written(input, at, words.isEmpty() ? number(random) : word(random));
    };
  }

  private byte[] word(RandomGenerator random) {
    return words.get(random.nextInt(words.size()));
  }

  private static byte[] number(RandomGenerator random) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return switch (random.nextInt(4)) {
      case 0 -> new byte[] {(byte) number};
      case 1 -> ByteBuffer.allocate(Short.BYTES).order(order).putShort((short) number).array();
      case 2 -> ByteBuffer.allocate(Integer.BYTES).order(order).putInt((int) number).array();
      default -> ByteBuffer.allocate(Long.BYTES).order(order).putLong(number).array();
    };
  }

  /** Over what is there. */
  private static byte[] written(byte[] input, int at, byte[] part) {
    byte[] changed = input.clone();
    System.arraycopy(part, 0, changed, at, Math.min(part.length, input.length - at));
    return changed;
  }

  /** The beginning, a part, and the rest from somewhere on. */
  private static byte[] joined(byte[] input, int at, byte[] part, int from) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(input, 0, at);
    changed.writeBytes(part);
    changed.write(input, from, input.length - from);
    return changed.toByteArray();
  }
}
