package org.cocogan.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The journal of a pack that is being written; a block counts only if its pixels have the checksum
 * of its line.
 */
final class PackJournal implements AutoCloseable {
  /**
   * A job of packing; only the very same can be gone on with.
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
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if no entry is done
     */
    Block {
      skipped = List.copyOf(skipped);
      if (entries < 1) {
        throw new IllegalArgumentException("a block has at least one entry, not " + entries);
      }
    }
  }

  private final Journal<Block> journal;

  private PackJournal(Journal<Block> journal) {
    this.journal = journal;
  }

  /** The journal of a pack; empty if another program has it or there cannot be one. */
  static Optional<PackJournal> open(Path target) {
    return Journal.open(target, Block.class).map(PackJournal::new);
  }

  /**
   * Begins a job or goes on with it.
   *
   * @param checker says how many of the blocks of an earlier attempt are there; the others are
   *     forgotten
   * @return those blocks; none if the earlier attempt was at another job
   */
  List<Block> begin(Job job, ToIntFunction<List<Block>> checker) throws IOException {
    return journal.begin(job, checker);
  }

  /** Notes that a block was packed. */
  void add(Block block) throws IOException {
    journal.add(block);
  }

  /** Lets the file go when it is closed: the pack is finished, or of no use. */
  void discard() {
    journal.discard();
  }

  /** Leaves the file where it is for the next attempt, if a block is packed. */
  @Override
  public void close() {
    journal.close();
  }
}
