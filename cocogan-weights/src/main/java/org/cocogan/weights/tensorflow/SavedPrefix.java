package org.cocogan.weights.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;

/**
 * The prefix that the files of one TensorFlow checkpoint share, such as {@code
 * ckpt/model.ckpt-1234}.
 *
 * @param path the prefix, with its folder
 */
public record SavedPrefix(Path path) {
  private static final Pattern FILE = Pattern.compile("(.+)\\.(index|meta|data-\\d+-of-\\d+)");
  private static final Pattern NEWEST =
      Pattern.compile("(?m)^model_checkpoint_path:\\s*\"(?:.*[/\\\\])?([^/\\\\\"]+)\"");
  private static final Pattern STEP = Pattern.compile("(\\d{1,18})\\D*$");

  /**
   * Finds a checkpoint.
   *
   * @param named a prefix, one of the files, or their folder; of several in a folder, the one that
   *     its file {@code checkpoint} calls the newest, or that of the largest step
   * @return empty if there is none
   * @throws CocoGanException if the folder cannot be read
   */
  public static Optional<SavedPrefix> find(Path named) {
    try {
      if (Files.isDirectory(named)) {
        return inFolder(named);
      }
      Matcher file = FILE.matcher(String.valueOf(named.getFileName()));
      Path prefix = file.matches() ? named.resolveSibling(file.group(1)) : named;
      boolean there = Files.isRegularFile(named) && file.matches();
      return there || Files.isRegularFile(TensorBundle.index(prefix))
          ? Optional.of(new SavedPrefix(prefix))
          : Optional.empty();
    } catch (IOException e) {
      throw new CocoGanException("cannot read " + named + ": " + e.getMessage(), e);
    }
  }

  private static Optional<SavedPrefix> inFolder(Path folder) throws IOException {
    Path text = folder.resolve("checkpoint");
    if (Files.isRegularFile(text)) {
      // The paths in it are those of the machine that it was written on; names alone count.
      Matcher newest = NEWEST.matcher(Files.readString(text));
      if (newest.find()) {
        return Optional.of(new SavedPrefix(folder.resolve(newest.group(1))));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(file -> file.matches() && file.group(2).equals("index"))
          .map(file -> new SavedPrefix(folder.resolve(file.group(1))))
          .max(Comparator.comparingLong(prefix -> prefix.step().orElse(-1)));
    }
  }

  /** The number that its name ends in: the saver's step. */
  public OptionalLong step() {
    Matcher step = STEP.matcher(String.valueOf(path.getFileName()));
    return step.find() ? OptionalLong.of(Long.parseLong(step.group(1))) : OptionalLong.empty();
  }
}
