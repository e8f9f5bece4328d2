package org.cocogan.eval.statistics;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;

/** Writes files that are at any time either the old one or the new. */
final class WholeFile {
  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /** Writes a file's bytes. */
  @FunctionalInterface
  interface Writer {
    void writeTo(OutputStream stream) throws IOException;
  }

  /**
   * Writes beside the file, waits for the disk, renames.
   *
   * @throws StatisticsException if the file cannot be written
   */
  static void write(Path file, Writer writer) {
    Path absolute = file.toAbsolutePath();
    Path beside = absolute.resolveSibling(absolute.getFileName() + ".partial");
    try {
      if (absolute.getParent() != null) {
        Files.createDirectories(absolute.getParent());
      }
      try {
        writeThrough(beside, writer);
        Files.move(
            beside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new StatisticsException(file + ": cannot be written: " + describe(e), e);
    }
  }

  private static void writeThrough(Path file, Writer writer) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      writer.writeTo(stream);
      stream.flush();
      channel.force(true);
    }
  }

  /** What went wrong, without the name of the file, in one line. */
  static String describe(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof ZipException) {
      return "it is no .npz file, or is cut off (" + failure.getMessage() + ")";
    }
    String message =
        failure instanceof FileSystemException onDisk ? onDisk.getReason() : failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
