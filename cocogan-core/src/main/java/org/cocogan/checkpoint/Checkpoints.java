package org.cocogan.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cocogan.file.FileFailures;
import org.cocogan.tensor.Variables;

/** The checkpoints of a run: a folder each, named by the step. */
public final class Checkpoints {
  /** A step as {@link #folder} writes it; with more digits it would be no long. */
  private static final Pattern NAME = Pattern.compile("\\d{8}|[1-9]\\d{8,17}");

  private final Path directory;
  private final int kept;
  private final Consumer<String> notices;

  /**
   * Opens the checkpoints in a folder, which need not exist yet.
   *
   * @param kept how many of the latest are kept, at least one
   * @param notices told, in a line for people, when a damaged checkpoint is passed over or an old
   *     one cannot be deleted
   */
  public Checkpoints(Path directory, int kept, Consumer<String> notices) {
    this.directory = directory;
    this.kept = kept;
    this.notices = notices;
  }

  /** The folder for the checkpoint of a step. */
  public Path folder(long step) {
    return directory.resolve(String.format(Locale.ROOT, "%08d", step));
  }

  /** Saves the variables and deletes what is no longer kept, as below with none to spare. */
  public Path save(long step, String experiment, Variables variables) {
    return save(step, experiment, variables, Optional.empty());
  }

  /**
   * Saves the variables and deletes what is no longer kept. Those of later steps, which a run has
   * gone back from, neither count nor go.
   *
   * @param step steps that have been taken
   * @param experiment the resolved configuration, as YAML
   * @param spared one to keep besides
   * @throws CheckpointException if it cannot be written; what was there before stays
   */
  public Path save(long step, String experiment, Variables variables, Optional<Path> spared) {
    Path target = folder(step);
    write(target, step, experiment, variables, Map.of(), "earlier checkpoints are untouched");
    try {
      tidy();
      List<Path> all = all().stream().filter(folder -> step(folder) <= step).toList();
      for (Path old : all.subList(Math.min(kept, all.size()), all.size())) {
        if (spared.filter(old::equals).isEmpty()) {
          new CheckpointFolder(old).delete();
        }
      }
    } catch (IOException e) {
      notices.accept("cannot delete an old checkpoint: " + FileFailures.describe(e));
    }
    return target;
  }

  /** Removes what crashes have left beside checkpoints. */
  private void tidy() throws IOException {
    for (Path entry : entries()) {
      String name = String.valueOf(entry.getFileName());
      int dot = name.indexOf('.');
      if (dot > 0 && NAME.matcher(name.substring(0, dot)).matches()) {
        new CheckpointFolder(directory.resolve(name.substring(0, dot))).tidy();
      }
    }
  }

  /**
   * Saves the variables in a folder of their own, which no later checkpoint replaces.
   *
   * @param target the folder; what it held before is kept until the new one is whole
   * @param step steps that have been taken
   * @param experiment the resolved configuration, as YAML
   * @param further files to put beside, by name
   * @throws CheckpointException if it cannot be written; what was there before stays
   */
  public static void saveApart(
      Path target, long step, String experiment, Variables variables, Map<String, byte[]> further) {
    write(target, step, experiment, variables, further, "the one before is untouched");
  }

  /** Puts the one before in its place again if a crash came between it and its successor. */
  public static void restoreApart(Path target) throws IOException {
    new CheckpointFolder(target).restore();
  }

  private static void write(
      Path target,
      long step,
      String experiment,
      Variables variables,
      Map<String, byte[]> further,
      String comfort) {
    try {
      new CheckpointFolder(target).write(step, experiment, variables, further);
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot save checkpoint "
              + target
              + ": "
              + FileFailures.describe(e)
              + "; "
              + comfort
              + "; free space or choose another log_dir",
          e);
    }
  }

  /**
   * Reads the latest checkpoint that is whole, passing over damaged ones with a notice.
   *
   * @return empty if there is none at all
   * @throws CheckpointException if there are some, and none is whole
   */
  public Optional<Checkpoint> latest() {
    List<Path> all = all();
    for (Path candidate : all) {
      try {
        return Optional.of(read(candidate));
      } catch (IOException e) {
        notices.accept(
            "checkpoint "
                + candidate
                + " is damaged ("
                + FileFailures.describe(e)
                + "); trying the one before");
      }
    }
    if (!all.isEmpty()) {
      throw new CheckpointException(
          "no checkpoint in " + directory + " is whole; remove the folder to start anew");
    }
    return Optional.empty();
  }

  /** The folders of all checkpoints, whole or not, oldest first. */
  public List<Path> folders() {
    List<Path> folders = new ArrayList<>(all());
    Collections.reverse(folders);
    return folders;
  }

  /** Whether there are checkpoints, whole or not. */
  public boolean any() {
    return !all().isEmpty();
  }

  /** Whether a folder is a checkpoint's own. */
  public static boolean isCheckpoint(Path folder) {
    return new CheckpointFolder(folder).hasManifest();
  }

  /**
   * Reads one checkpoint's folder.
   *
   * @throws IOException if it is not whole; the message says what is wrong
   */
  public static Checkpoint read(Path folder) throws IOException {
    return new CheckpointFolder(folder).read();
  }

  /** Folders of checkpoints, latest first. */
  private List<Path> all() {
    try {
      List<Path> all = new ArrayList<>();
      for (Path entry : entries()) {
        if (NAME.matcher(String.valueOf(entry.getFileName())).matches()
            && new CheckpointFolder(entry).mayBeOne()) {
          all.add(entry);
        }
      }
      all.sort(Comparator.comparingLong(Checkpoints::step).reversed());
      return all;
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot list " + directory + ": " + FileFailures.describe(e), e);
    }
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static long step(Path folder) {
    return Long.parseLong(String.valueOf(folder.getFileName()));
  }
}
