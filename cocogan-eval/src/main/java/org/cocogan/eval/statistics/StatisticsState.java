package org.cocogan.eval.statistics;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Unfinished statistics in a file: a mark, the job, the numbers of {@link ShiftedSums} with the
 * products' lower triangle, and a checksum; big-endian.
 */
final class StatisticsState {
  private static final int MARK = 0xc0c0fe01;
  private static final int LARGEST_DIMENSION = 1 << 15;

  private StatisticsState() {}

  static void write(Path file, String job, ShiftedSums sums) {
    WholeFile.write(
        file,
        stream -> {
          CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeInt(MARK);
          out.writeUTF(job);
          out.writeInt(sums.dimension());
          out.writeLong(sums.count());
          writeDoubles(out, sums.shift(), 0, sums.dimension());
          writeDoubles(out, sums.sum(), 0, sums.dimension());
          for (int i = 0; i < sums.dimension(); i++) {
            writeDoubles(out, sums.products(), i * sums.dimension(), i + 1);
          }
          out.writeLong(checked.getChecksum().getValue());
        });
  }

  private static void writeDoubles(DataOutputStream out, double[] values, int from, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      out.writeDouble(values[from + i]);
    }
  }

  static Optional<ShiftedSums> read(Path file, String job) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      CRC32 checksum = new CRC32();
      int end = bytes.length - Long.BYTES;
      checksum.update(bytes, 0, Math.max(0, end));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (end < Integer.BYTES
          || in.readInt() != MARK
          || storedChecksum(bytes) != checksum.getValue()) {
        throw damaged(file);
      }
      if (!in.readUTF().equals(job)) {
        return Optional.empty();
      }
      int dimension = in.readInt();
      if (dimension < 1 || dimension > LARGEST_DIMENSION) {
        throw damaged(file);
      }
      long count = in.readLong();
      double[] shift = new double[dimension];
      double[] sum = new double[dimension];
      double[] products = new double[dimension * dimension];
      readDoubles(in, shift, 0, dimension);
      readDoubles(in, sum, 0, dimension);
      for (int i = 0; i < dimension; i++) {
        readDoubles(in, products, i * dimension, i + 1);
      }
      return Optional.of(new ShiftedSums(count, shift, sum, products));
    } catch (IOException e) {
      throw new StatisticsException(
          file + ": cannot be gone on with: " + WholeFile.describe(e) + "; delete it", e);
    }
  }

  private static long storedChecksum(byte[] bytes) throws IOException {
    byte[] last = Arrays.copyOfRange(bytes, bytes.length - Long.BYTES, bytes.length);
    return new DataInputStream(new ByteArrayInputStream(last)).readLong();
  }

  private static StatisticsException damaged(Path file) {
    return new StatisticsException(
        file + ": is damaged or holds no unfinished statistics; delete it to begin anew");
  }

  private static void readDoubles(DataInputStream in, double[] values, int from, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      values[from + i] = in.readDouble();
    }
  }
}
