package org.cocogan.eval.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/**
 * The constants of a frozen graph of TensorFlow: of {@code GraphDef}, the nodes (1); of a node, its
 * name (1), operation (2) and attributes (5); of the attribute {@code value}, the tensor (8) with
 * its type (1), sizes (2) and numbers, as bytes (4) or as floats (5).
 */
final class GraphDefFile {
  private static final int FLOAT = 1;
  private static final int MOST_CONSTANTS = 10_000;
  private static final int MOST_AXES = 8;

  private GraphDefFile() {}

  /**
   * The constants that are floats, by name.
   *
   * @throws MalformedException if it is no such graph
   */
  static Map<String, StoredTensor> read(byte[] content) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    CodedInputStream in = CodedInputStream.newInstance(content);
    in.enableAliasing(true);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (isMessage(tag, 1)) {
          readNode(in.readBytes(), tensors);
          if (tensors.size() > MOST_CONSTANTS) {
            throw new MalformedException("has more than " + MOST_CONSTANTS + " constants");
          }
        } else if (!in.skipField(tag)) {
          throw new MalformedException("is no graph of TensorFlow");
        }
      }
    } catch (IOException e) {
      throw new MalformedException("is no whole graph of TensorFlow; copy or download it again");
    }
    return tensors;
  }

  private static void readNode(ByteString node, Map<String, StoredTensor> tensors)
      throws IOException {
    String name = "";
    String operation = "";
    Optional<StoredTensor> value = Optional.empty();
    CodedInputStream in = node.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, 1)) {
        name = in.readStringRequireUtf8();
      } else if (isMessage(tag, 2)) {
        operation = in.readStringRequireUtf8();
      } else if (isMessage(tag, 5)) {
        Optional<StoredTensor> tensor = attribute(in.readBytes());
        value = tensor.isPresent() ? tensor : value;
      } else {
        in.skipField(tag);
      }
    }
    if (operation.equals("Const") && value.isPresent()) {
      tensors.put(name, value.get());
    }
  }

  /** The tensor of an attribute, a pair of key (1) and value (2), if it has one of floats. */
  private static Optional<StoredTensor> attribute(ByteString pair) throws IOException {
    CodedInputStream in = pair.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, 2)) {
        CodedInputStream value = in.readBytes().newCodedInput();
        for (int inner = value.readTag(); inner != 0; inner = value.readTag()) {
          if (isMessage(inner, 8)) {
            return tensor(value.readBytes());
          }
          value.skipField(inner);
        }
      } else {
        in.skipField(tag);
      }
    }
    return Optional.empty();
  }

  private static Optional<StoredTensor> tensor(ByteString message) throws IOException {
    int type = 0;
    Shape shape = Shape.of();
    ByteString content = ByteString.EMPTY;
    ByteString.Output floats = ByteString.newOutput();
    CodedInputStream in = message.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (field == 1) {
        type = in.readEnum();
      } else if (isMessage(tag, 2)) {
        shape = shape(in.readBytes());
      } else if (isMessage(tag, 4)) {
        content = in.readBytes();
      } else if (isMessage(tag, 5)) {
        in.readBytes().writeTo(floats);
      } else if (field == 5) {
        floats.write(in.readRawBytes(Float.BYTES));
      } else {
        in.skipField(tag);
      }
    }
    return type == FLOAT
        ? Optional.of(new Constant(shape, content, floats.toByteString()))
        : Optional.empty();
  }

  private static Shape shape(ByteString message) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    CodedInputStream in = message.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, 2) && sizes.size() < MOST_AXES) {
        sizes.add(size(in.readBytes()));
      } else if (isMessage(tag, 2)) {
        throw new MalformedException("has a constant of more than " + MOST_AXES + " axes");
      } else {
        in.skipField(tag);
      }
    }
    return Shape.of(sizes.stream().mapToInt(size -> size).toArray());
  }

  private static int size(ByteString message) throws IOException {
    CodedInputStream in = message.newCodedInput();
    long size = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new MalformedException("has a constant of " + size + " numbers along an axis");
    }
    return (int) size;
  }

  private static boolean isMessage(int tag, int field) {
    return tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  /**
   * A constant's numbers as little-endian floats, of which one alone counts for all of it.
   *
   * @param content all of them, where they stand so
   * @param floats those that stand one by one
   */
  private record Constant(Shape shape, ByteString content, ByteString floats)
      implements StoredTensor {
    @Override
    public HostArray read() {
      boolean apart = content.isEmpty();
      ByteBuffer bytes =
          (apart ? floats : content).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      if (apart && bytes.remaining() == Float.BYTES) {
        return HostArray.filled(shape, bytes.getFloat());
      }
      if (bytes.remaining() != (long) shape.size() * Float.BYTES) {
        throw new MalformedException(
            "has a constant of shape " + shape + " with " + bytes.remaining() + " bytes");
      }
      float[] values = new float[shape.size()];
      bytes.asFloatBuffer().get(values);
      return new HostArray(shape, values);
    }
  }
}
