package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * Writes a pack, image after image, beside its final place and moves it there when it is whole. On
 * any failure nothing is left behind, unless the file is one that another attempt goes on with.
 */
public final class PackWriter implements AutoCloseable {
  private final PartialFile file;
  private final FileChannel channel;
  private final Size size;
  private final int channels;
  private final long neededBytes;
  private final int blockImages;
  private final ByteBuffer block;
  private final ByteArrayOutputStream checksums = new ByteArrayOutputStream();
  private int count;
  private int lastChecksum;

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
    block = ByteBuffer.allocate(Product.of((int) imageBytes, blockImages));
    try {
      channel = file.open();
      write(ByteBuffer.allocate(PackHeader.BYTES));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Goes on with a file that an earlier attempt has begun; called before any image is added.
   *
   * @param blocks checksums of the blocks that should be there
   * @return how many of them are; what follows is dropped
   * @throws DataException if the file cannot be read or written
   */
  int resume(List<Integer> blocks) {
    try {
      int there = 0;
      while (there < blocks.size() && isThere(there, blocks.get(there))) {
        checksums.writeBytes(littleEndian(blocks.get(there)));
        there++;
      }
      block.clear();
      count = Product.of(there, blockImages);
      long end = PackHeader.BYTES + (long) there * block.capacity();
      channel.truncate(end);
      channel.position(end);
      return there;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private boolean isThere(int number, int checksum) throws IOException {
    block.clear();
    long position = PackHeader.BYTES + (long) number * block.capacity();
    while (block.hasRemaining()) {
      if (channel.read(block, position + block.position()) < 0) {
        return false;
      }
    }
    return checksum(block.flip()) == checksum;
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
   * The checksum of the block that the last image has completed; empty if it has completed none.
   */
  OptionalInt completedBlock() {
    return count > 0 && block.position() == 0 ? OptionalInt.of(lastChecksum) : OptionalInt.empty();
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

  /** Lets the unfinished file stay when it is closed, for the next attempt. */
  void keep() {
    file.keep();
  }

  /** Lets the unfinished file go when it is closed. */
  void discard() {
    file.discard();
  }

  /** Deletes what was written, unless the pack is finished or the file stays. */
  @Override
  public void close() {
    file.close();
  }

  private void writeBlock() {
    block.flip();
    lastChecksum = checksum(block);
    checksums.writeBytes(littleEndian(lastChecksum));
    try {
      write(block);
    } catch (IOException e) {
      throw failed(e);
    }
    block.clear();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Says that the pack could not be written and why; this is closed unless it was interrupted. */
  DataException failed(IOException failure) {
    if (failure instanceof ClosedByInterruptException) {
      return new DataException(
          file.target() + ": writing was interrupted; pack again to go on from there", failure);
    }
    file.close();
    return file.failed(failure, neededBytes);
  }
}
