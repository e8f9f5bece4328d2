package org.cocogan.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written beside its final place, as NAME.RANDOM.partial, and moved there whole.
 * Names are usually random so that two programs may write the same file: each moves a whole one.
 */
public final class PartialFile implements AutoCloseable {
  private static final String ENDING = ".partial";
  private static final Pattern RANDOM_NAME = Pattern.compile(".+\\.[0-9a-f]{8}\\.partial");
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** Once for each folder: listing it for every file takes the longer, the more files it has. */
  private static final Set<Path> TIDIED = ConcurrentHashMap.newKeySet();

  /** Opens the file to write to. */
  @FunctionalInterface
  public interface Opener {
    FileChannel open(Path partial) throws IOException;
  }

  private final Path target;
  private final Path folder;
  private final Path partial;
  private final Opener opener;
  private @Nullable FileChannel channel;
  private boolean kept;

  /** Prepares a file of a random name. */
  public PartialFile(Path target) {
    this(
        target,
        partial ->
            FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Prepares a file of a random name that is opened in a way of its own. */
  public PartialFile(Path target, Opener opener) {
    this(target, "." + UUID.randomUUID().toString().substring(0, 8) + ENDING, opener);
  }

  private PartialFile(Path target, String ending, Opener opener) {
    this.target = target;
    this.opener = opener;
    Path absolute = target.toAbsolutePath();
    folder = absolute.getParent() == null ? absolute : absolute.getParent();
    partial = folder.resolve(absolute.getFileName() + ending);
  }

  /**
   * A file that is called NAME.partial, so that the next attempt finds it; it is opened with what
   * it holds, which stays when it is closed. The caller sees to it that no other program writes it.
   */
  public static PartialFile resumable(Path target) {
    PartialFile file =
        new PartialFile(
            target,
            ENDING,
            partial ->
                FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE));
    file.kept = Files.exists(file.partial);
    return file;
  }

  /** Where the whole file will be. */
  public Path target() {
    return target;
  }

  /**
   * Creates the file, its folder if need be; the first file in a folder removes what killed
   * programs left behind there a day ago or longer.
   */
  public FileChannel open() throws IOException {
    Files.createDirectories(folder);
    if (TIDIED.add(folder)) {
      deleteAbandoned(folder);
    }
    FileChannel opened = opener.open(partial);
    channel = opened;
    return opened;
  }

  /** Brings the file to the disk and moves it to its place. */
  public void commit() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      throw new IllegalStateException(partial + " is not open");
    }
    open.force(true);
    open.close();
    DurableFiles.move(partial, target);
    channel = null;
  }

  /** Closes the file; deletes it unless it was moved to its place or is to stay. */
  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try (open) {
        if (!kept) {
          Files.deleteIfExists(partial);
        }
      } catch (IOException e) {
        // Whoever closes has a failure of its own to tell; the next writer tidies up.
        return;
      }
    }
  }

  /** Lets the file stay when it is closed, for the next attempt. */
  public void keep() {
    kept = true;
  }

  /** Lets the file go when it is closed: no attempt can go on with it. */
  public void discard() {
    kept = false;
  }

  /** Says that the file could not be written, and why. */
  public DataException failed(IOException failure, long neededBytes) {
    return new DataException(
        target
            + ": cannot be written: "
            + FileFailures.reason(failure)
            + "; it needs up to "
            + megabytes(neededBytes)
            + free()
            + (kept
                ? "; make room, and the same command goes on from there"
                : "; choose another place or make room"),
        failure);
  }

  private String free() {
    try {
      return ", " + megabytes(Files.getFileStore(folder).getUsableSpace()) + " are free";
    } catch (IOException e) {
      return "";
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static void deleteAbandoned(Path folder) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> partials =
        Files.newDirectoryStream(
            folder, path -> RANDOM_NAME.matcher(path.getFileName().toString()).matches())) {
      for (Path partial : partials) {
        if (Files.getLastModifiedTime(partial).toInstant().isBefore(limit)) {
          Files.deleteIfExists(partial);
        }
      }
    }
  }
}
