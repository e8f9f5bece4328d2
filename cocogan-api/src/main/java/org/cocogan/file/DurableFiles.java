package org.cocogan.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are on the disk when a call returns, and are either the old or the new. */
public final class DurableFiles {
  private static final int BUFFER = 1 << 16;

  private DurableFiles() {}

  /** Writes the bytes of a file, and leaves the stream open. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream stream) throws IOException;
  }

  /** Writes a new file, or over an old one in place, and waits for the disk. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, stream -> stream.write(content));
  }

  private static void write(Path file, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      content.writeTo(stream);
      stream.flush();
      channel.force(true);
    }
  }

  /** Adds a text to a file, which need not be there yet; does not wait for the disk. */
  public static void append(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw FileFailures.naming(file, e);
    }
  }

  /**
   * Replaces a file: writes beside it, waits for the disk, renames.
   *
   * @throws IOException if that fails; it names the file
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, stream -> stream.write(content));
  }

  /**
   * Replaces a file by one that is written piece by piece.
   *
   * @throws IOException if that fails; it names the file
   */
  public static void replace(Path file, Content content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    try {
      write(beside, content);
      move(beside, file);
    } catch (IOException e) {
      throw FileFailures.naming(file, e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Moves a file of the same folder to its place at once, over what is there. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Waits until the entries of a folder are on the disk, where the platform can. */
  public static void sync(Path folder) throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
