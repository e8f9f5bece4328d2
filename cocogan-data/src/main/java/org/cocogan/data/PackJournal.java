package org.cocogan.data;

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
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What has been packed so far, kept beside an unfinished pack as NAME.journal, so that packing goes
 * on where it was interrupted. One line says what is packed, and one more each block that was.
 *
 * <p>Nothing is forced to the disk: a block counts only if its pixels have the checksum of its
 * line. The file is locked, so that two programs never go on with the same pack.
 */
final class PackJournal implements AutoCloseable {
  private static final String ENDING = ".journal";
  private static final byte LINE_BREAK = '\n';
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is packed and how; only the very same can be gone on with.
   *
   * @param version of the pack's format
   * @param description of the pack as if nothing were skipped
   * @param channels of the pack
   * @param entries of the source
   * @param blockImages how many images share a checksum
   */
  record Job(
      int version, PackDescription description, int channels, int entries, int blockImages) {}

  /**
   * A block that was packed.
   *
   * @param checksum of its pixels
   * @param entries of the source that are done, the last image of the block included
   * @param skipped what was left out since the block before
   */
  record Block(int checksum, int entries, List<Skipped> skipped) {
    Block {
      skipped = List.copyOf(skipped);
    }
  }

  private final Path path;
  private final FileChannel channel;
  private boolean kept;

  private PackJournal(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** The journal of a pack; empty if another program has it or there cannot be one. */
  static Optional<PackJournal> open(Path target) {
    Path path = target.resolveSibling(target.getFileName() + ENDING).toAbsolutePath();
    try {
      Files.createDirectories(path.getParent());
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) && Files.exists(path)) {
        return Optional.of(new PackJournal(path, channel));
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

  /**
   * Begins a job or goes on with it.
   *
   * @param checker says how many of the blocks of an earlier attempt are there; the others are
   *     forgotten
   * @return those blocks; none if the earlier attempt was at another job
   */
  List<Block> begin(Job job, ToIntFunction<List<Block>> checker) throws IOException {
    List<byte[]> lines = lines();
    byte[] first = line(job);
    boolean isSame = !lines.isEmpty() && Arrays.equals(lines.get(0), first);
    List<Block> blocks = isSame ? blocks(lines.subList(1, lines.size())) : List.of();
    List<Block> there = blocks.subList(0, checker.applyAsInt(blocks));
    if (there.isEmpty()) {
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

  /** The blocks of the lines before the first one that is damaged. */
  private static List<Block> blocks(List<byte[]> lines) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (byte[] line : lines) {
      try {
        blocks.add(JSON.readValue(line, Block.class));
      } catch (JsonProcessingException e) {
        // A power cut can leave anything in a line, and what follows it is packed again.
        return blocks;
      }
    }
    return blocks;
  }

  /** Notes that a block was packed. */
  void add(Block block) throws IOException {
    write(line(block));
  }

  /** Leaves the file where it is, for the next attempt. */
  void keep() {
    kept = true;
  }

  /** Deletes the file unless it is to be kept. */
  @Override
  public void close() {
    try (channel) {
      if (!kept) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // A journal without an unfinished pack is worth nothing and harms nobody.
      return;
    }
  }

  /** Whole lines with their line breaks; what follows the last line break was torn. */
  private List<byte[]> lines() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
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
    byte[] json = JSON.writeValueAsBytes(value);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = LINE_BREAK;
    return line;
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
