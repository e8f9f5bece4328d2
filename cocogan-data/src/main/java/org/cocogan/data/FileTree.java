package org.cocogan.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cocogan.file.FileFailures;

/**
 * The files of some types in a folder or a zip, at any depth; safe to read from several threads.
 *
 * <p>Hidden files and folders, {@code __MACOSX} and files of other types are left out silently;
 * what must not or cannot be read is {@linkplain #skipped() skipped by name}.
 */
sealed interface FileTree extends AutoCloseable permits FolderTree, ZipTree {
  /** The largest file that is read, in bytes. */
  int MAXIMUM_BYTES = 256 << 20;

  /**
   * Opens a folder or a zip and lists its files.
   *
   * @throws DataException if it does not exist, cannot be read or is neither
   */
  static FileTree open(Path path, FileTypes types) {
    if (Files.isDirectory(path)) {
      return FolderTree.open(path, types);
    }
    if (!Files.exists(path)) {
      throw new DataException(path + ": no such file or folder; name a folder or zip with images");
    }
    try {
      if (ZipTree.isZip(path)) {
        return ZipTree.open(path, types);
      }
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
    throw new DataException(path + ": neither a folder nor a zip; put the images into one of them");
  }

  /** The name of the folder or zip, without the path to it. */
  String name();

  /** Paths inside the tree, with forward slashes, sorted. */
  List<String> files();

  /** What is not read although it looks like it, and why; sorted by name. */
  List<Skipped> skipped();

  /**
   * Reads a file.
   *
   * @param name one of {@link #files()}
   * @throws DataException if it cannot be read; the message does not repeat the name
   */
  byte[] read(String name);

  /**
   * What can be told of a file without reading it: files of different stamps are different.
   *
   * @param name one of {@link #files()}
   */
  String stamp(String name);

  /**
   * A SHA-256 in hexadecimal that changes when files are added, removed, renamed or changed. It is
   * cheap: of a folder it covers names, sizes and times of change, of a zip names, sizes and the
   * zip's own checksums.
   */
  String digest();

  @Override
  void close();
}
