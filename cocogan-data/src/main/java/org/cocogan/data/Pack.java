package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/**
 * Prepared images in one file, mapped into memory, so that reading a rectangle touches no other
 * pages of the file.
 */
public final class Pack implements Packed {
  private static final int USUAL_SEGMENT_BYTES = 1 << 30;

  private final Path path;
  private final PackHeader header;
  private final PackDescription description;
  private final int[] checksums;
  private final short[] labels;
  private final int segmentImages;
  private volatile ByteBuffer[] segments;

  private Pack(
      Path path,
      PackHeader header,
      PackDescription description,
      int[] checksums,
      short[] labels,
      int segmentImages,
      ByteBuffer[] segments) {
    this.path = path;
    this.header = header;
    this.description = description;
    this.checksums = checksums;
    this.labels = labels;
    this.segmentImages = segmentImages;
    this.segments = segments;
  }

  /**
   * Opens a pack. Its header, description and length are checked at once, its pixels by {@link
   * #verify()}.
   *
   * @throws DataException if the file does not exist, is no pack, damaged, cut off or longer than
   *     it should be
   */
  public static Pack open(Path path) {
    return open(path, USUAL_SEGMENT_BYTES);
  }

  static Pack open(Path path, int segmentBytes) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long length = file.size();
      PackHeader header = PackHeader.read(read(file, 0, (int) Math.min(length, PackHeader.BYTES)));
      if (length != header.fileBytes()) {
        throw new DataException(
            "it has "
                + length
                + " bytes but should have "
                + header.fileBytes()
                + "; copy it anew or pack the images again");
      }
      byte[] tail = read(file, PackHeader.BYTES + header.pixelBytes(), header.tailBytes());
      if (PackHeader.crc(tail, tail.length) != header.tailCrc()) {
        throw new DataException("its end is damaged; copy it anew or pack the images again");
      }
      ByteBuffer tailBuffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
      int[] checksums = new int[header.blocks()];
      tailBuffer.asIntBuffer().get(checksums);
      tailBuffer.position(header.blocks() * Integer.BYTES);
      byte[] json = new byte[tailBuffer.remaining()];
      tailBuffer.get(json);

      int blockBytes = Product.of(header.blockImages(), header.imageBytes());
      int segmentImages = Product.of(Math.max(1, segmentBytes / blockBytes), header.blockImages());
      PackDescription description = PackHeader.fromJson(json);
      return new Pack(
          path,
          header,
          description,
          checksums,
          description.packLabels().of(header.count()),
          segmentImages,
          map(file, header, segmentImages));
    } catch (NoSuchFileException e) {
      throw new DataException(path + ": no such file", e);
    } catch (DataException e) {
      throw new DataException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  /** Whether a file begins as packs do. */
  public static boolean isPack(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return PackHeader.hasMagic(in.readNBytes(PackHeader.BYTES));
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private static ByteBuffer[] map(FileChannel file, PackHeader header, int segmentImages)
      throws IOException {
    int count = Division.ceil(header.count(), segmentImages);
    ByteBuffer[] segments = new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      int first = Product.of(i, segmentImages);
      int images = Math.min(segmentImages, header.count() - first);
      segments[i] =
          file.map(
              FileChannel.MapMode.READ_ONLY,
              PackHeader.BYTES + (long) first * header.imageBytes(),
              (long) images * header.imageBytes());
    }
    return segments;
  }

  private static byte[] read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new DataException("it became shorter while it was read; try again");
      }
    }
    return bytes.array();
  }

  /** The name of the folder or zip that the images come from. */
  @Override
  public String name() {
    return description.source();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public PackDescription description() {
    return description;
  }

  @Override
  public int count() {
    return header.count();
  }

  @Override
  public Size imageSize() {
    return header.size();
  }

  @Override
  public int channels() {
    return header.channels();
  }

  @Override
  public List<String> classes() {
    return description.classes();
  }

  @Override
  public int classOf(int image) {
    return labels[image];
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the pack is closed
   */
  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    Objects.checkIndex(image, header.count());
    Objects.checkFromIndexSize(top, height, header.size().height());
    Objects.checkFromIndexSize(left, width, header.size().width());
    ByteBuffer segment = segments()[image / segmentImages];
    int channels = header.channels();
    int rowBytes = header.size().width() * channels;
    int from = image % segmentImages * header.imageBytes() + top * rowBytes + left * channels;
    if (Product.of(width, channels) == rowBytes && stride == rowBytes) {
      segment.get(from, target, offset, height * rowBytes);
      return;
    }
    for (int row = 0; row < height; row++) {
      segment.get(from + row * rowBytes, target, offset + row * stride, width * channels);
    }
  }

  @Override
  public void verify() {
    ByteBuffer[] opened = segments();
    for (int block = 0; block < checksums.length; block++) {
      int first = Product.of(block, header.blockImages());
      int images = Math.min(header.blockImages(), header.count() - first);
      ByteBuffer segment = opened[first / segmentImages];
      int from = first % segmentImages * header.imageBytes();
      CRC32C crc = new CRC32C();
      crc.update(segment.slice(from, images * header.imageBytes()));
      if ((int) crc.getValue() != checksums[block]) {
        throw new DataException(
            path
                + ": its images "
                + first
                + " to "
                + (first + images - 1)
                + " are damaged; copy it anew or pack the images again");
      }
    }
  }

  /** Forgets the mapping; Java releases it when no reader uses it any more. */
  @Override
  public void close() {
    segments = new ByteBuffer[0];
  }

  private ByteBuffer[] segments() {
    ByteBuffer[] opened = segments;
    if (opened.length == 0) {
      throw new IllegalStateException(path + " is closed");
    }
    return opened;
  }
}
