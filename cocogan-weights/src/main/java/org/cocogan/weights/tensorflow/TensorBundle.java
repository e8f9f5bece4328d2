package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.MalformedException;

/**
 * A checkpoint in the format V2 of TensorFlow's saver: {@code PREFIX.index} says of each variable
 * where its bytes lie in {@code PREFIX.data-0000I-of-0000N}. A tensor is read when it is asked for,
 * and no more of the data files than its bytes.
 */
public final class TensorBundle {
  private static final long LARGEST_INDEX = 64L << 20;

  private final Path prefix;
  private final int shards;
  private final Map<String, Entry> entries;

  private TensorBundle(Path prefix, int shards, Map<String, Entry> entries) {
    this.prefix = prefix;
    this.shards = shards;
    this.entries = entries;
  }

  /**
   * Reads the index.
   *
   * @param prefix what the names of the files begin with
   * @throws CocoGanException if it is missing, damaged, or of a form that is not read
   */
  public static TensorBundle open(Path prefix) {
    Path index = index(prefix);
    try {
      if (Files.size(index) > LARGEST_INDEX) {
        throw new MalformedException(
            "is no index of a TensorFlow checkpoint: it is too large for one");
      }
      Map<String, byte[]> table = new LinkedHashMap<>(SortedTable.read(Files.readAllBytes(index)));
      byte[] header = table.remove("");
      if (header == null) {
        throw new MalformedException("is damaged: it does not say how many data files there are");
      }
      Map<String, Entry> entries = new TreeMap<>();
      table.forEach((name, entry) -> entries.put(name, Entry.of(entry)));
      return new TensorBundle(prefix, shards(header), entries);
    } catch (MalformedException e) {
      throw new CocoGanException(index + " " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new CocoGanException(index + " is missing; copy it, too", e);
    } catch (IOException e) {
      throw new CocoGanException("cannot read " + index + ": " + e.getMessage(), e);
    }
  }

  /** The index of the checkpoint with that prefix. */
  static Path index(Path prefix) {
    return prefix.resolveSibling(prefix.getFileName() + ".index");
  }

  /**
   * Reads, of {@code BundleHeaderProto}, the number of data files (1) and the order of bytes (2).
   */
  private static int shards(byte[] header) throws IOException {
    int shards = 0;
    int order = 0;
    CodedInputStream in = CodedInputStream.newInstance(header);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> shards = in.readInt32();
        case 2 -> order = in.readEnum();
        default -> in.skipField(tag);
      }
    }
    if (shards < 1) {
      throw new MalformedException("is damaged: it names %s data files".formatted(shards));
    }
    if (order != 0) {
      throw new MalformedException(
          "was written on a machine that stores numbers with the largest byte first, which is not"
              + " read; save the checkpoint anew on another");
    }
    return shards;
  }

  /** What the names of its files begin with. */
  public Path prefix() {
    return prefix;
  }

  /** The names of its tensors. */
  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * The shape of a tensor.
   *
   * @throws CocoGanException if there is none of that name
   */
  public Shape shape(String name) {
    return entry(name).shape();
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new CocoGanException(prefix + " has no " + name);
    }
    return entry;
  }

  /**
   * Reads a tensor; float64 is rounded to float32.
   *
   * @throws CocoGanException if there is none of that name, its type is none of floats, or it is
   *     not whole
   */
  public HostArray read(String name) {
    Entry entry = entry(name);
    Path file = data(entry);
    try (FileChannel channel = FileChannel.open(file)) {
      TensorFlowType type = type(name, entry);
      if (entry.offset() < 0 || entry.offset() > channel.size() - entry.bytes()) {
        throw new CocoGanException(
            "%s is cut off: %s lies in bytes %s to %s, but there are %s; copy it again"
                .formatted(
                    file, name, entry.offset(), entry.offset() + entry.bytes(), channel.size()));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining() && channel.read(bytes, entry.offset() + bytes.position()) >= 0) {}
      if (MaskedChecksum.of(bytes.array(), 0, bytes.capacity()) != entry.checksum()) {
        throw new CocoGanException(
            "%s is damaged: the checksum of %s is wrong; copy it again".formatted(file, name));
      }
      float[] values = new float[entry.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = type.number(bytes, Product.of(i, type.width()));
      }
      return new HostArray(entry.shape(), values);
    } catch (NoSuchFileException e) {
      throw new CocoGanException(
          "%s is missing; the checkpoint has %s data files: copy all".formatted(file, shards), e);
    } catch (IOException e) {
      throw new CocoGanException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Path data(Entry entry) {
    return prefix.resolveSibling(
        String.format(
            Locale.ROOT, "%s.data-%05d-of-%05d", prefix.getFileName(), entry.shard(), shards));
  }

  /** The type of a tensor whose bytes are as many as its shape asks for. */
  private TensorFlowType type(String name, Entry entry) {
    if (entry.sliced()) {
      throw new CocoGanException(
          "%s: %s is a partitioned variable, kept in slices, which are not read; save it whole"
              .formatted(index(prefix), name));
    }
    TensorFlowType type =
        TensorFlowType.of(entry.type())
            .orElseThrow(
                () ->
                    new CocoGanException(
                        "%s: %s is of TensorFlow's type %s; float32, float64, bfloat16 and half are"
                                .formatted(index(prefix), name, entry.type())
                            + " read"));
    long bytes = type.width();
    for (int size : entry.shape().dimensions()) {
      bytes = Math.multiplyHigh(bytes, size) == 0 ? bytes * size : -1;
      if (bytes < 0) {
        break;
      }
    }
    if (bytes != entry.bytes() || bytes > Integer.MAX_VALUE - Long.BYTES) {
      throw new CocoGanException(
          "%s is damaged: %s claims %s bytes for the shape %s"
              .formatted(index(prefix), name, entry.bytes(), entry.shape()));
    }
    return type;
  }
}
