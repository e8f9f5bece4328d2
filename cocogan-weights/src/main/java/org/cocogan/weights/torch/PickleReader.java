package org.cocogan.weights.torch;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cocogan.weights.MalformedException;

/**
 * Reads what Python's pickle module has written, as far as files of tensors need it.
 *
 * <p>A pickle is a program that builds objects and may call any function by its name. Here a name
 * means nothing by itself: {@link Objects} says which ones there are and what a call of them makes,
 * and any other name ends the reading. Numbers become Long or Double, sequences lists, dictionaries
 * maps in their order.
 */
final class PickleReader {
  /** The classes and functions that a pickle may name, and what they make. */
  interface Objects {
    /** Whether a pickle may use a name such as {@code collections.OrderedDict}. */
    boolean allows(String name);

    /** What a call of an allowed name makes. */
    Object call(String name, List<?> arguments);

    /** What an object is that is stored elsewhere. */
    Object persistent(List<?> identifier);
  }

  /** An allowed class or function. */
  record Name(String name) {}

  /** Python's None. */
  enum None {
    /** The only one. */
    NONE
  }

  /** In bytes: the table of the FID Inception's tensors has less than a tenth of it. */
  static final int LONGEST = 1 << 20;

  private static final int PROTOCOL = 0x80;
  private static final int TUPLE_1 = 0x85;
  private static final int TUPLE_2 = 0x86;
  private static final int TUPLE_3 = 0x87;
  private static final int TRUE = 0x88;
  private static final int FALSE = 0x89;
  private static final int LONG_1 = 0x8a;
  private static final int SHORT_UNICODE = 0x8c;
  private static final int NAME_OF_STACK = 0x93;
  private static final int MEMOIZE = 0x94;
  private static final int FRAME = 0x95;
  private static final int NEWEST_PROTOCOL = 5;

  private final ByteBuffer in;
  private final Objects objects;
  private final Map<Integer, Object> memo = new HashMap<>();
  private final Deque<List<Object>> outer = new ArrayDeque<>();
  private List<Object> stack = new ArrayList<>();

  private PickleReader(ByteBuffer in, Objects objects) {
    this.in = in;
    this.objects = objects;
  }

  /**
   * Reads one pickle, and leaves the buffer behind it.
   *
   * @throws MalformedException if it is none, names what is not allowed, needs more than data, or
   *     is longer than {@link #LONGEST}
   * @throws java.nio.BufferUnderflowException if it ends early
   */
  static Object read(ByteBuffer in, Objects objects) {
    ByteBuffer pickle = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    boolean isCut = pickle.remaining() > LONGEST;
    pickle.limit(Math.min(pickle.limit(), LONGEST));
    try {
      Object read = new PickleReader(pickle, objects).read();
      in.position(in.position() + pickle.position());
      return read;
    } catch (BufferUnderflowException e) {
      throw isCut ? new MalformedException("has a pickle that is no table: it is too long") : e;
    }
  }

  private Object read() {
    while (true) {
      int opcode = in.get() & 0xff;
      if (opcode == '.') {
        return pop();
      }
      step(opcode);
    }
  }

  private void step(int opcode) {
    switch (opcode) {
      case PROTOCOL -> checkProtocol(in.get() & 0xff);
      case FRAME -> in.getLong();
      case '(' -> {
        outer.push(stack);
        stack = new ArrayList<>();
      }
      case 'N' -> stack.add(None.NONE);
      case TRUE -> stack.add(true);
      case FALSE -> stack.add(false);
      case 'K' -> stack.add((long) (in.get() & 0xff));
      case 'M' -> stack.add((long) (in.getShort() & 0xffff));
      case 'J' -> stack.add((long) in.getInt());
      case LONG_1 -> stack.add(wholeNumber(in.get() & 0xff));
      case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'X', 'T' -> stack.add(text(in.getInt()));
      case SHORT_UNICODE, 'U' -> stack.add(text(in.get() & 0xff));
      case ')' -> stack.add(List.of());
      case TUPLE_1 -> stack.add(tuple(1));
      case TUPLE_2 -> stack.add(tuple(2));
      case TUPLE_3 -> stack.add(tuple(3));
      case 't' -> {
        List<Object> tuple = Collections.unmodifiableList(sinceMark());
        stack.add(tuple);
      }
      case ']' -> stack.add(new ArrayList<>());
      case '}' -> stack.add(new LinkedHashMap<>());
      case 'a' -> append(tuple(1));
      case 'e' -> append(sinceMark());
      case 's' -> put(tuple(2));
      case 'u' -> put(sinceMark());
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case MEMOIZE -> memo.put(memo.size(), top());
      case 'h' -> stack.add(remembered(in.get() & 0xff));
      case 'j' -> stack.add(remembered(in.getInt()));
      case 'c' -> stack.add(named(line() + "." + line()));
      case NAME_OF_STACK -> {
        List<Object> parts = tuple(2);
        if (!(parts.get(0) instanceof String module) || !(parts.get(1) instanceof String name)) {
          throw broken();
        }
        stack.add(named(module + "." + name));
      }
      case 'R' -> call();
      case 'Q' -> stack.add(objects.persistent(list(pop())));
      case 'b' -> setState();
      default ->
          throw new MalformedException(
              String.format(
                  Locale.ROOT,
                  "holds a pickle with operation 0x%02x, which no tensor needs",
                  opcode));
    }
  }

  private static void checkProtocol(int version) {
    if (version > NEWEST_PROTOCOL) {
      throw new MalformedException("holds a pickle of the unknown protocol " + version);
    }
  }

  /**
   * Little-endian two's complement; torch's magic number has ten bytes, and no other over eight.
   */
  private Object wholeNumber(int length) {
    byte[] bytes = bytes(length);
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = i == length - 1 ? bytes[i] : (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }

  private String text(int length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new MalformedException("ends within its pickle");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (byte next = in.get(); next != '\n'; next = in.get()) {
      line.append((char) (next & 0xff));
    }
    return line.toString();
  }

  private Name named(String name) {
    if (!objects.allows(name)) {
      throw new MalformedException(
          "names "
              + name
              + ", which weights have no use for: it is no file of weights, or one with a trap;"
              + " nothing in it was run");
    }
    return new Name(name);
  }

  private void call() {
    List<?> arguments = list(pop());
    if (!(pop() instanceof Name function)) {
      throw broken();
    }
    stack.add(objects.call(function.name(), arguments));
  }

  /** Python's attributes of a dictionary, such as torch's table of versions, mean nothing here. */
  private void setState() {
    pop();
    if (!(top() instanceof Map)) {
      throw broken();
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> items) {
    if (!(top() instanceof ArrayList<?> list)) {
      throw broken();
    }
    ((ArrayList<Object>) list).addAll(items);
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> items) {
    if (!(top() instanceof Map<?, ?> map) || items.size() % 2 != 0) {
      throw broken();
    }
    for (int i = 0; i < items.size(); i += 2) {
      if (!isKey(items.get(i))) {
        throw broken();
      }
      ((Map<Object, Object>) map).put(items.get(i), items.get(i + 1));
    }
  }

  /** Mutable keys could hold themselves, and have no end. */
  private static boolean isKey(Object key) {
    return key instanceof String || key instanceof Long || key instanceof Boolean;
  }

  private List<Object> tuple(int length) {
    if (stack.size() < length) {
      throw broken();
    }
    List<Object> end = stack.subList(stack.size() - length, stack.size());
    List<Object> tuple = List.copyOf(end);
    end.clear();
    return tuple;
  }

  private List<Object> sinceMark() {
    if (outer.isEmpty()) {
      throw broken();
    }
    List<Object> items = stack;
    stack = outer.pop();
    return items;
  }

  private Object remembered(int place) {
    Object value = memo.get(place);
    if (value == null) {
      throw broken();
    }
    return value;
  }

  private Object top() {
    if (stack.isEmpty()) {
      throw broken();
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    if (stack.isEmpty()) {
      throw broken();
    }
    return stack.remove(stack.size() - 1);
  }

  private static List<?> list(Object value) {
    if (!(value instanceof List<?> list)) {
      throw broken();
    }
    return list;
  }

  private static MalformedException broken() {
    return new MalformedException("holds a damaged pickle");
  }
}
