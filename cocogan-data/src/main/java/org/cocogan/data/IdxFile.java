package org.cocogan.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/**
 * The grey images of one IDX file; safe to read from several threads. Those of a compressed file
 * are in memory, others are read when they are asked for.
 */
final class IdxFile implements AutoCloseable {
  private static final int BYTES_IN_THREE_DIMENSIONS = 0x00000803;
  private static final int GZIP = 0x1f8b;
  private static final int HEADER = 4 * Integer.BYTES;
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final Header header;
  private final Pixels pixels;
  private final long bytesInMemory;

  /** The pixels of a file, read at any position. */
  private interface Pixels {
    void read(long position, byte[] target) throws IOException;

    default void close() throws IOException {}
  }

  /**
   * The header of a file.
   *
   * @param count of its images, at least one
   * @param size of each, at most 100 megapixels
   */
  private record Header(int count, Size size) {
    static Header read(DataInputStream in) throws IOException {
      if (in.readInt() != BYTES_IN_THREE_DIMENSIONS) {
        throw new DataException("it is no IDX file of grey images; name one of idx3-ubyte");
      }
      int count = in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      if (count < 1
          || height < 1
          || width < 1
          || (long) height * width > ImageDecoder.MAXIMUM_PIXELS) {
        throw new DataException(
            "it says that it has " + count + " images of " + height + "x" + width + " pixels");
      }
      return new Header(count, new Size(height, width));
    }

    int imageBytes() {
      return Product.of(size.height(), size.width());
    }

    long bytes() {
      return (long) count * imageBytes();
    }

    void requireBytes(long there) {
      if (there < bytes()) {
        throw new DataException("it is cut off; fetch it anew");
      }
      if (there > bytes()) {
        throw new DataException("it is longer than its " + count + " images; fetch it anew");
      }
    }
  }

  private IdxFile(String name, Header header, Pixels pixels, long bytesInMemory) {
    this.name = name;
    this.header = header;
    this.pixels = pixels;
    this.bytesInMemory = bytesInMemory;
  }

  /**
   * Opens a file, compressed by gzip or not.
   *
   * @param memory how many bytes it may be unpacked to
   * @throws DataException if it is no whole IDX file of grey images, or is unpacked to more; the
   *     message names it
   */
  static IdxFile open(Path file, long memory) {
    try {
      return isCompressed(file) ? unpack(file, memory) : open(file);
    } catch (DataException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private static boolean isCompressed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == GZIP;
    }
  }

  private static IdxFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      Header header = Header.read(new DataInputStream(Channels.newInputStream(channel)));
      header.requireBytes(channel.size() - HEADER);
      return new IdxFile(String.valueOf(file.getFileName()), header, of(channel), 0);
    } catch (IOException | DataException e) {
      channel.close();
      throw e;
    }
  }

  private static Pixels of(FileChannel channel) {
    return new Pixels() {
      @Override
      public void read(long position, byte[] target) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(target);
        while (rest.hasRemaining()) {
          if (channel.read(rest, HEADER + position + rest.position()) < 0) {
            throw new EOFException();
          }
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Unpacks a file twice, so that memory is taken only for what is there. */
  private static IdxFile unpack(Path file, long memory) throws IOException {
    Header header;
    try (DataInputStream in = unpacking(file)) {
      header = Header.read(in);
      if (header.bytes() > memory) {
        throw new DataException(
            header.count()
                + " images of "
                + header.size()
                + " pixels are more than the "
                + memory
                + " bytes that are unpacked in memory; unpack it with gunzip");
      }
      header.requireBytes(count(in, header.bytes() + 1));
    }
    byte[] unpacked = new byte[Math.toIntExact(header.bytes())];
    try (DataInputStream in = unpacking(file)) {
      Header.read(in);
      in.readFully(unpacked);
    }
    return new IdxFile(
        String.valueOf(file.getFileName()),
        header,
        (position, target) ->
            System.arraycopy(unpacked, Math.toIntExact(position), target, 0, target.length),
        unpacked.length);
  }

  private static DataInputStream unpacking(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return new DataInputStream(new GZIPInputStream(in, BUFFER));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static long count(InputStream in, long most) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long count = 0;
    for (int read = in.read(buffer); read >= 0 && count < most; read = in.read(buffer)) {
      count += read;
    }
    return count;
  }

  /** The name without the path to it. */
  String name() {
    return name;
  }

  /** How many images there are. */
  int count() {
    return header.count();
  }

  /** The size of each. */
  Size size() {
    return header.size();
  }

  /** How much memory it takes while it is open. */
  long bytesInMemory() {
    return bytesInMemory;
  }

  /**
   * One image, with a black frame if the padded size is larger.
   *
   * @throws DataException if it cannot be read; the message does not name it
   */
  PixelImage image(int index, Size padded) {
    byte[] image = new byte[header.imageBytes()];
    try {
      pixels.read((long) index * image.length, image);
    } catch (IOException e) {
      throw new DataException("it cannot be read: " + FileFailures.reason(e), e);
    }
    Size size = header.size();
    if (padded.equals(size)) {
      return new PixelImage(size, 1, image);
    }
    byte[] framed = new byte[Product.of(padded.height(), padded.width())];
    int top = (padded.height() - size.height()) / 2;
    int left = (padded.width() - size.width()) / 2;
    for (int row = 0; row < size.height(); row++) {
      System.arraycopy(
          image, row * size.width(), framed, (top + row) * padded.width() + left, size.width());
    }
    return new PixelImage(padded, 1, framed);
  }

  @Override
  public void close() {
    try {
      pixels.close();
    } catch (IOException e) {
      throw new DataException(name + ": cannot be closed: " + FileFailures.reason(e), e);
    }
  }
}
