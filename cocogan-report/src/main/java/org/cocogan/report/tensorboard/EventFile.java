package org.cocogan.report.tensorboard;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.cocogan.file.FileFailures;

/**
 * A file of TensorBoard's events: records of a TFRecord file, each an {@code Event} of TensorFlow's
 * event.proto.
 *
 * <p>A record is its length (8 bytes, little-endian), a checksum of the length, the event, and a
 * checksum of the event. A checksum is the CRC-32C c as ((c >>> 15) | (c << 17)) + 0xa282ead8.
 *
 * <p>Events reach the file at the latest with the first one that comes ten seconds after those
 * before. What could not be written is lost and leaves nothing behind: the next one takes its
 * place.
 */
final class EventFile implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MASK = 0xa282ead8;
  private static final int START = 1;

  private final Path file;
  private final FileChannel channel;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long written;
  private long flushedAt = System.nanoTime();

  private EventFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Begins a file in a folder. Events of earlier files from a step on count no longer: those steps
   * are taken again.
   *
   * @param again the first step that is taken again
   */
  static EventFile begin(Path folder, long again) throws IOException {
    EventFile file = create(folder);
    file.append(event(0).text(3, "brain.Event:2"));
    file.append(event(again).message(7, new Message().whole(1, START)));
    return file;
  }

  private static EventFile create(Path folder) throws IOException {
    long now = System.currentTimeMillis();
    while (true) {
      // TensorBoard reads the files of a folder in the order of their names.
      Path file =
          folder.resolve(
              String.format(Locale.ROOT, "events.out.tfevents.%010d.%03d", now / 1000, now % 1000));
      try {
        return new EventFile(
            file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (FileAlreadyExistsException e) {
        now++;
      } catch (IOException e) {
        throw FileFailures.naming(file, e);
      }
    }
  }

  /** Adds what TensorBoard is to show of a step. */
  void add(long step, Summary summary) throws IOException {
    append(event(step).message(5, summary.message()));
    if (System.nanoTime() - flushedAt > PATIENCE.toNanos()) {
      flush();
    }
  }

  private static Message event(long step) {
    return new Message().real(1, System.currentTimeMillis() / 1000.0).whole(2, step);
  }

  private void append(Message event) throws IOException {
    ByteString content = event.encoded();
    byte[] length = littleEndian(Long.BYTES).putLong(content.size()).array();
    pending.write(length);
    pending.write(checksum(length));
    pending.write(content.toByteArray());
    pending.write(checksum(content.toByteArray()));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int value = (int) crc.getValue();
    return littleEndian(Integer.BYTES).putInt(Integer.rotateRight(value, 15) + MASK).array();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes what is still to be written. */
  void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
    pending.reset();
    flushedAt = System.nanoTime();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, written + bytes.position());
      }
      written += bytes.position();
    } catch (IOException e) {
      throw FileFailures.naming(file, e);
    }
  }

  /** Writes what is still to be written, and waits for the disk. */
  void sync() throws IOException {
    flush();
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
      channel.truncate(written);
    }
  }
}
