package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.cocogan.patch.Size;

/**
 * Writes a pack, image after image, beside its final place and moves it there when it is whole; on
 * any failure nothing is left behind.
 */
public final class PackWriter implements AutoCloseable {
  private final PartialFile file;
  private final FileChannel channel;
  private final Size size;
  private final int channels;
  private final long neededBytes;
  private final int blockImages;
  private final ByteBuffer block;
  private final ByteBuffer checksum =
      ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteArrayOutputStream checksums = new ByteArrayOutputStream();
  private int count;

  /**
   * Begins a pack.
   *
   * @param target where it will be; replaced if it exists
   * @param size of every image
   * @param channels of every image, 1 or 3
   * @param expected how many images there will be at most; only used to say how much space is
   *     needed
   * @throws DataException if the file cannot be written
   */
  public PackWriter(Path target, Size size, int channels, int expected) {
    this(new PartialFile(target), size, channels, expected);
  }

  PackWriter(PartialFile file, Size size, int channels, int expected) {
    PixelImage.requireChannels(channels);
    long imageBytes = PackHeader.imageBytes(size, channels);
    if (imageBytes > ImageDecoder.MAXIMUM_PIXELS * 3L) {
      throw new DataException("images of " + size + " pixels are too large for a pack");
    }
    this.file = file;
    this.size = size;
    this.channels = channels;
    neededBytes = PackHeader.BYTES + imageBytes * expected;
    blockImages = PackHeader.usualBlockImages(size, channels);
    block = ByteBuffer.allocate((int) imageBytes * blockImages);
    try {
      channel = file.open();
      write(ByteBuffer.allocate(PackHeader.BYTES));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Adds an image.
   *
   * @param pixels [height, width, channels] bytes in 0..255
   * @throws DataException if the file cannot be written
   */
  public void add(byte[] pixels) {
    if (pixels.length != PackHeader.imageBytes(size, channels)) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are no image of " + size + " with " + channels + " channels");
    }
    block.put(pixels);
    count++;
    if (!block.hasRemaining()) {
      writeBlock();
    }
  }

  /** How many images were added. */
  public int count() {
    return count;
  }

  /**
   * Completes the pack and moves it to its place.
   *
   * @throws DataException if no image was added or the file cannot be written
   */
  public void finish(PackDescription description) {
    if (count == 0) {
      throw new DataException(file.target() + ": a pack needs at least one image");
    }
    if (block.position() > 0) {
      writeBlock();
    }
    byte[] json = PackHeader.toJson(description);
    checksums.writeBytes(json);
    byte[] tail = checksums.toByteArray();
    int tailCrc = PackHeader.crc(tail, tail.length);
    PackHeader header = new PackHeader(size, channels, count, blockImages, json.length, tailCrc);
    try {
      write(ByteBuffer.wrap(tail));
      // The pixels must be on the disk before the header that vouches for them.
      channel.force(false);
      channel.position(0);
      write(header.write());
      file.commit();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Deletes what was written unless the pack is finished. */
  @Override
  public void close() {
    file.close();
  }

  private void writeBlock() {
    block.flip();
    CRC32C crc = new CRC32C();
    crc.update(block.duplicate());
    checksums.writeBytes(checksum.putInt(0, (int) crc.getValue()).array());
    try {
      write(block);
    } catch (IOException e) {
      throw failed(e);
    }
    block.clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private DataException failed(IOException failure) {
    file.close();
    return file.failed(failure, neededBytes);
  }
}
