package org.cocogan.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;

/**
 * A journal of the parts that are done of a file that is being written, kept beside it as
 * NAME.journal, so that writing goes on where it was interrupted. One line says what the job is,
 * and one more each part that is done: the CRC-32C of the rest in hexadecimal, a space, and JSON.
 *
 * <p>Nothing is forced to the disk: a part counts only if its line is whole and the writer finds it
 * there. The file is locked, so that two programs never go on with the same file.
 *
 * @param <T> a part, as JSON can hold it
 */
public final class Journal<T> implements AutoCloseable {
  private static final String ENDING = ".journal";
  private static final byte LINE_BREAK = '\n';
  private static final byte SPACE = ' ';

  /** Far more than the parts of any file need; a larger journal is none. */
  private static final int LARGEST = 1 << 28;

  /** The length of a checksum, with the space after it. */
  private static final int CHECKSUM = 9;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final FileChannel channel;
  private final Class<T> type;
  private boolean startedAnew;
  private boolean kept;

  private Journal(Path path, FileChannel channel, Class<T> type) {
    this.path = path;
    this.channel = channel;
    this.type = type;
  }

  /**
   * The journal of a file; empty if another program has it or there cannot be one.
   *
   * @param type of the parts
   */
  public static <T> Optional<Journal<T>> open(Path target, Class<T> type) {
    Path path = target.resolveSibling(target.getFileName() + ENDING).toAbsolutePath();
    try {
      Files.createDirectories(path.getParent());
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) && Files.exists(path)) {
        Journal<T> journal = new Journal<>(path, channel, type);
        journal.kept = channel.size() > 0;
        return Optional.of(journal);
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether nobody else has it. */
  private static boolean lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException | IOException e) {
      return false;
    }
  }

  /** Whether it is that of an attempt at a job which has not ended. */
  public boolean isOf(Object job) throws IOException {
    List<byte[]> lines = lines();
    return !lines.isEmpty() && Arrays.equals(lines.get(0), line(job));
  }

  /**
   * Begins a job or goes on with it.
   *
   * @param job what is written and how; only the very same can be gone on with
   * @param checker says how many of the parts of an earlier attempt are there; the others are
   *     forgotten
   * @return those parts; none if the earlier attempt was at another job
   */
  public List<T> begin(Object job, ToIntFunction<List<T>> checker) throws IOException {
    List<byte[]> lines = lines();
    byte[] first = line(job);
    List<T> parts = isOf(job) ? parts(lines.subList(1, lines.size())) : List.of();
    List<T> there = parts.subList(0, checker.applyAsInt(parts));
    kept = !there.isEmpty();
    if (there.isEmpty()) {
      startedAnew = lines.size() > 1;
      channel.truncate(0);
      channel.position(0);
      write(first);
    } else {
      long end = lines.subList(0, 1 + there.size()).stream().mapToLong(line -> line.length).sum();
      channel.truncate(end);
      channel.position(end);
    }
    return there;
  }

  /** The parts of the lines before the first one that is damaged. */
  private List<T> parts(List<byte[]> lines) throws IOException {
    List<T> parts = new ArrayList<>();
    for (byte[] line : lines) {
      // A power cut can leave anything in a line, and what follows it is done again.
      if (!isWhole(line)) {
        return parts;
      }
      try {
        Optional<T> part =
            Optional.ofNullable(JSON.readValue(line, CHECKSUM, line.length - CHECKSUM, type));
        if (part.isEmpty()) {
          return parts;
        }
        parts.add(part.get());
      } catch (JsonProcessingException e) {
        // Another version of the program has written other parts.
        return parts;
      }
    }
    return parts;
  }

  /** Whether there was an earlier attempt that could not be gone on with. */
  public boolean startedAnew() {
    return startedAnew;
  }

  /** Notes that a part is done. */
  public void add(T part) throws IOException {
    write(line(part));
    kept = true;
  }

  /** Lets the file go when it is closed: the file it belongs to is finished, or of no use. */
  public void discard() {
    kept = false;
  }

  /** Leaves the file where it is for the next attempt, if a part is done. */
  @Override
  public void close() {
    try (channel) {
      if (!kept) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // A journal without an unfinished file is worth nothing and harms nobody.
      return;
    }
  }

  /**
   * Whole lines with their line breaks; what follows the last line break was torn. A file that is
   * too large for a journal has none.
   */
  private List<byte[]> lines() throws IOException {
    if (channel.size() > LARGEST) {
      return List.of();
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
      // Each round reads what it gets.
    }
    byte[] bytes = buffer.array();
    List<byte[]> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < buffer.position(); i++) {
      if (bytes[i] == LINE_BREAK) {
        lines.add(Arrays.copyOfRange(bytes, begin, i + 1));
        begin = i + 1;
      }
    }
    return lines;
  }

  private static byte[] line(Object value) throws JsonProcessingException {
    return line(JSON.writeValueAsBytes(value));
  }

  private static byte[] line(byte[] json) {
    CRC32C checksum = new CRC32C();
    checksum.update(json);
    byte[] digits = HexFormat.of().toHexDigits((int) checksum.getValue()).getBytes(US_ASCII);
    return ByteBuffer.allocate(CHECKSUM + json.length + 1)
        .put(digits)
        .put(SPACE)
        .put(json)
        .put(LINE_BREAK)
        .array();
  }

  private static boolean isWhole(byte[] line) {
    return line.length > CHECKSUM
        && Arrays.equals(line, line(Arrays.copyOfRange(line, CHECKSUM, line.length - 1)));
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
