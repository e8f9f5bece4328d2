package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.cocogan.file.FileFailures;

/**
 * An IDX file of labels, as MNIST has them, compressed by gzip or not: a byte for each image in
 * their order, whose number is the class.
 *
 * @param file the labels
 */
record IdxLabels(Path file) implements ClassLabels {
  /** Two zeros, the type of unsigned bytes, one dimension. */
  private static final int MAGIC = 0x0801;

  /** Whether a file is called as such files are. */
  static boolean areIn(Path file) {
    return String.valueOf(file.getFileName()).matches(".*idx1-ubyte(\\.gz)?");
  }

  @Override
  public List<String> of(ImageSource source) {
    byte[] bytes = read();
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length < 2 * Integer.BYTES || header.getInt() != MAGIC) {
      throw new DataException(file + ": is no IDX file of labels");
    }
    int count = header.getInt();
    if (count != bytes.length - 2 * Integer.BYTES) {
      throw new DataException(
          "%s: is cut off or damaged: it has %s labels and says %s"
              .formatted(file, bytes.length - 2 * Integer.BYTES, Integer.toUnsignedString(count)));
    }
    int images = source.entries().size();
    if (count != images) {
      throw new DataException(
          "%s: has %s labels, but %s has %s images; name the file of images that they belong to"
              .formatted(file, count, source.name(), images));
    }
    List<String> classes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      classes.add(String.valueOf(Byte.toUnsignedInt(header.get())));
    }
    return classes;
  }

  private byte[] read() {
    try (InputStream stored = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
      return Limited.readAll(in);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }
}
