package org.cocogan.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.StatisticsException;
import org.cocogan.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * Computes the features of real images into a {@link FeatureFile}: batch after batch is on the disk
 * before the next begins, so that a computation that was interrupted goes on where it was.
 *
 * @param what is computed, such as {@code features of portraits.zip}
 * @param count images in all
 * @param source of the features
 * @param progress hears how far it has come
 */
record FeatureRecording(String what, int count, Source source, FeatureProgress progress) {
  /** Computes the features from the image of a number on, in order. */
  @FunctionalInterface
  interface Source {
    /** Gives them to a taker, on this thread. */
    void from(int first, Consumer<FeatureBatch> taker);
  }

  /**
   * Makes the file whole, if it is not.
   *
   * @throws CocoGanException if it was asked to stop, another program computes the same, or the
   *     file cannot be written
   */
  void into(FeatureFile file) {
    if (file.isWhole(count)) {
      return;
    }
    Path partial = file.path().resolveSibling(file.path().getFileName() + ".partial");
    try {
      Files.createDirectories(partial.toAbsolutePath().getParent());
      try (FileChannel channel =
              FileChannel.open(
                  partial,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock == null) {
          throw new CocoGanException(
              "another program computes the " + what + " at the moment; wait for it");
        }
        // Another program may have made it whole before it let go of the lock.
        if (!file.isWhole(count)) {
          append(file, channel);
          DurableFiles.move(partial, file.path());
        }
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static CocoGanException unwritable(FeatureFile file, IOException failure) {
    return new CocoGanException(
        "cannot keep features in "
            + file.path()
            + ": "
            + failure.getMessage()
            + "; make room, or name another folder by COCOGAN_CACHE",
        failure);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void append(FeatureFile file, FileChannel channel) throws IOException {
    // The last rows may not have reached the disk as a whole.
    int done = Math.min(file.soundRows(Channels.newInputStream(channel)), count);
    channel.position((long) done * file.rowBytes());
    channel.truncate(channel.position());
    progress.advanced(what, done, count);
    Appended appended = new Appended(file, channel, done);
    source.from(done, appended::take);
  }

  /** Writes batch after batch. */
  private final class Appended {
    private final FeatureFile file;
    private final FileChannel channel;
    private int done;

    Appended(FeatureFile file, FileChannel channel, int done) {
      this.file = file;
      this.channel = channel;
      this.done = done;
    }

    void take(FeatureBatch batch) {
      if (progress.stops()) {
        throw new CocoGanException(
            String.format(
                Locale.ROOT,
                "stopped after %d of %d %s; the next attempt goes on from there",
                done,
                count,
                what));
      }
      for (int i = 0; i < batch.features().length; i++) {
        requireFinite(batch.features()[i], done + i);
      }
      ByteBuffer rows = file.bytes(batch.features(), done);
      done += batch.features().length;
      try {
        while (rows.hasRemaining()) {
          channel.write(rows);
        }
        channel.force(false);
      } catch (IOException e) {
        throw unwritable(file, e);
      }
      progress.advanced(what, done, count);
    }
  }

  private void requireFinite(float[] row, int image) {
    for (float feature : row) {
      if (!Float.isFinite(feature)) {
        throw new StatisticsException(
            String.format(
                Locale.ROOT,
                "%s: image %d has the feature %s; features must be finite numbers",
                what,
                image,
                feature));
      }
    }
  }
}
