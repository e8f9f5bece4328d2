package org.cocogan.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.cocogan.data.PackJournal.Block;
import org.cocogan.data.PackJournal.Job;
import org.cocogan.patch.Size;

/** The writing of a pack, which goes on where an earlier attempt at the same pack has ended. */
final class PackAttempt implements AutoCloseable {
  private final PackWriter writer;
  private final Optional<PackJournal> journal;
  private final List<Skipped> skippedBefore = new ArrayList<>();
  private final List<Skipped> skippedInBlock = new ArrayList<>();
  private int entries;

  private PackAttempt(PackWriter writer, Optional<PackJournal> journal) {
    this.writer = writer;
    this.journal = journal;
  }

  /**
   * Begins to write, or goes on with what there is.
   *
   * @param description of the pack, with the number of what is skipped from the start
   * @param entries of the source
   * @throws DataException if the file cannot be written
   */
  static PackAttempt begin(Path target, PackDescription description, int channels, int entries) {
    Size size = description.preparation().target();
    Optional<PackJournal> journal = PackJournal.open(target);
    PartialFile file =
        journal.isPresent() ? PartialFile.resumable(target) : new PartialFile(target);
    PackAttempt attempt;
    try {
      attempt = new PackAttempt(new PackWriter(file, size, channels, entries), journal);
    } catch (DataException e) {
      journal.ifPresent(PackJournal::close);
      throw e;
    }
    try {
      int blockImages = PackHeader.usualBlockImages(size, channels);
      attempt.resume(new Job(PackHeader.VERSION, description, channels, entries, blockImages));
      return attempt;
    } catch (DataException e) {
      attempt.close();
      throw e;
    }
  }

  private void resume(Job job) {
    if (journal.isEmpty()) {
      return;
    }
    try {
      for (Block block : journal.get().begin(job, blocks -> thereOf(blocks, job.entries()))) {
        skippedBefore.addAll(block.skipped());
        entries = block.entries();
      }
      if (entries == 0) {
        writer.discard();
      }
    } catch (IOException e) {
      throw writer.failed(e);
    }
  }

  private int thereOf(List<Block> blocks, int mostEntries) {
    int sound = 0;
    int done = 0;
    while (sound < blocks.size()
        && blocks.get(sound).entries() > done
        && blocks.get(sound).entries() <= mostEntries) {
      done = blocks.get(sound++).entries();
    }
    return writer.resume(blocks.stream().limit(sound).map(Block::checksum).toList());
  }

  /** How many entries of the source earlier attempts have done. */
  int entries() {
    return entries;
  }

  /** What earlier attempts have skipped. */
  List<Skipped> skipped() {
    return List.copyOf(skippedBefore);
  }

  /** How many images there are by now. */
  int images() {
    return writer.count();
  }

  /**
   * Adds an image.
   *
   * @param done how many entries of the source are done with it
   */
  void add(byte[] pixels, int done) {
    writer.add(pixels);
    OptionalInt checksum = writer.completedBlock();
    if (checksum.isPresent() && journal.isPresent()) {
      try {
        journal.get().add(new Block(checksum.getAsInt(), done, skippedInBlock));
        writer.keep();
      } catch (IOException e) {
        throw writer.failed(e);
      }
      skippedInBlock.clear();
    }
  }

  /** Notes that an entry is skipped. */
  void skip(Skipped one) {
    skippedInBlock.add(one);
  }

  void finish(PackDescription description) {
    writer.finish(description);
    journal.ifPresent(PackJournal::discard);
  }

  /** Leaves what is packed for the next attempt, whatever has ended this one. */
  @Override
  public void close() {
    writer.close();
    journal.ifPresent(PackJournal::close);
  }
}
