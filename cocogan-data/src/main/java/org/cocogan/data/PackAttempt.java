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
  private boolean kept;
  private boolean finished;

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
      for (Block block : journal.get().begin(job, this::thereOf)) {
        skippedBefore.addAll(block.skipped());
        entries = block.entries();
      }
    } catch (IOException e) {
      throw writer.failed(e);
    }
  }

  private int thereOf(List<Block> blocks) {
    return writer.resume(blocks.stream().map(Block::checksum).toList());
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
    finished = true;
  }

  /** Lets what is unfinished stay when this is closed, for the next attempt. */
  void keep() {
    kept = true;
  }

  /** Deletes what is unfinished, unless it is to stay or this thread was interrupted. */
  @Override
  public void close() {
    boolean isInterrupted = kept || Thread.currentThread().isInterrupted();
    if (!finished && isInterrupted && journal.isPresent()) {
      writer.keep();
      journal.get().keep();
    }
    writer.close();
    journal.ifPresent(PackJournal::close);
  }
}
