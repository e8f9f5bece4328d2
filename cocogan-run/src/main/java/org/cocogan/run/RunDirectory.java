package org.cocogan.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.experiment.Experiment;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run: {@code config.yaml}, {@code checkpoints/}, {@code samples/}, {@code
 * metrics.jsonl}, {@code train.log}, {@code report.html}, and events for TensorBoard.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
  /** Where the authors' code keeps its best checkpoint, too. */
  static final Path BEST = Path.of("ckpt", "snapshot_best_fid");

  private static final Pattern SHEET = Pattern.compile("step-(\\d{8,18})\\.png");

  /** Only one process trains in a folder; released when the process ends. */
  public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The resolved configuration. */
  public Path configuration() {
    return path.resolve("config.yaml");
  }

  /** Losses, one JSON object a line. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** The diary of its trainings. */
  public Path log() {
    return path.resolve("train.log");
  }

  /** Whether a run has begun here. */
  public boolean isRun() {
    return Files.isRegularFile(configuration());
  }

  /** The run that a folder is, or that a checkpoint in the folder belongs to. */
  public static Optional<RunDirectory> around(Path folder) {
    return Stream.of(folder, folder.resolve("../..").normalize())
        .map(RunDirectory::new)
        .filter(RunDirectory::isRun)
        .findFirst();
  }

  /** A page that shows all of the run. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** What generate and others draw. */
  public Path generated() {
    return path.resolve("generated");
  }

  /** The checkpoint with the best score in training, which no later checkpoint replaces. */
  public Path bestCheckpoint() {
    return path.resolve(BEST);
  }

  /** How a score has come along in training. */
  public Path curve(String score) {
    return path.resolve(score + ".png");
  }

  /** What evaluate writes. */
  public Path evaluation() {
    return path.resolve("evaluation");
  }

  /** Sample sheets. */
  public Path samples() {
    return path.resolve("samples");
  }

  /** Sample sheets, by step; none before the first. */
  public List<Path> sheets() throws IOException {
    if (!Files.isDirectory(samples())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(samples())) {
      return entries
          .filter(entry -> SHEET.matcher(entry.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  /** The step of a sample sheet. */
  static long stepOfSheet(Path sheet) {
    return Long.parseLong(SHEET.matcher(sheet.getFileName().toString()).replaceFirst("$1"));
  }

  /** Checkpoints, of which the latest few are kept. */
  public Checkpoints checkpoints(int kept, Consumer<String> notices) {
    return new Checkpoints(checkpoints(), kept, notices);
  }

  private Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /**
   * Makes the folder and takes the lock.
   *
   * @throws CocoGanException if another process trains here, or the folder cannot be written
   */
  public Lock lock() {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new CocoGanException(
            "another process trains in " + path + "; wait for it, or choose another exp_name");
      }
      return new Lock(channel, lock);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private CocoGanException unwritable(IOException failure) {
    return new CocoGanException(
        "cannot write the run's folder "
            + path
            + " ("
            + FileFailures.describe(failure)
            + "); make it writable, or choose another log_dir",
        failure);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /**
   * Keeps the resolved configuration, and makes sure that there is a place for checkpoints.
   *
   * @throws CocoGanException if the folder cannot be written
   */
  public void write(Experiment experiment) {
    try {
      Files.createDirectories(checkpoints());
      DurableFiles.replace(configuration(), experiment.toYaml().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
