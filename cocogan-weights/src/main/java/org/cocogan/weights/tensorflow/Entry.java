package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.MalformedException;

/**
 * An entry of the index ({@code BundleEntryProto}), about one tensor: type (1), shape (2), the data
 * file (3), where in it the tensor begins (4), its bytes (5) and their checksum (6), and slices
 * (7).
 *
 * @param type in TensorFlow's {@code DataType}
 * @param shape its sizes
 * @param shard the number of the data file
 * @param offset its first byte there
 * @param bytes their number
 * @param checksum of the bytes
 * @param sliced whether it is kept in parts, under other names
 */
record Entry(
    int type, Shape shape, int shard, long offset, long bytes, int checksum, boolean sliced) {
  /**
   * Reads an entry.
   *
   * @throws MalformedException if it is none
   */
  static Entry of(byte[] message) {
    int type = 0;
    Shape shape = Shape.of();
    int shard = 0;
    long offset = 0;
    long bytes = 0;
    int checksum = 0;
    boolean sliced = false;
    CodedInputStream in = CodedInputStream.newInstance(message);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> type = in.readEnum();
          case 2 -> shape = shape(in.readByteArray());
          case 3 -> shard = in.readInt32();
          case 4 -> offset = in.readInt64();
          case 5 -> bytes = in.readInt64();
          case 6 -> checksum = in.readFixed32();
          case 7 -> {
            sliced = true;
            in.skipField(tag);
          }
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new MalformedException("is damaged: what it says of a tensor cannot be read");
    }
    return new Entry(type, shape, shard, offset, bytes, checksum, sliced);
  }

  /** The entry as a message. */
  byte[] message() throws IOException {
    byte[] sizes =
        TensorBundleWriter.message(
            out -> {
              for (int size : shape.dimensions()) {
                out.writeByteArray(
                    2, TensorBundleWriter.message(dimension -> dimension.writeInt64(1, size)));
              }
            });
    return TensorBundleWriter.message(
        out -> {
          out.writeInt32(1, type);
          out.writeByteArray(2, sizes);
          out.writeInt32(3, shard);
          out.writeInt64(4, offset);
          out.writeInt64(5, bytes);
          out.writeFixed32(6, checksum);
        });
  }

  /** The sizes (1) of the dimensions (2) of a {@code TensorShapeProto}. */
  private static Shape shape(byte[] message) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 2) {
        sizes.add(size(in.readByteArray()));
      } else {
        in.skipField(tag);
      }
    }
    return Shape.of(sizes.stream().mapToInt(size -> size).toArray());
  }

  private static int size(byte[] dimension) throws IOException {
    long size = 0;
    CodedInputStream in = CodedInputStream.newInstance(dimension);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new MalformedException(
          "is damaged: a tensor has %s numbers along an axis".formatted(size));
    }
    return (int) size;
  }
}
