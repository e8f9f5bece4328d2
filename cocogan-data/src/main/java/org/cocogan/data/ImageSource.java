package org.cocogan.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder or a zip with images, listed in the order of their names; safe to read from several
 * threads.
 *
 * <p>Images are what ends in png, jpg, jpeg, webp, bmp or gif, in whatever case, at any depth.
 * Hidden files and folders, {@code __MACOSX} and files of other kinds are left out silently; what
 * looks like an image but must not or cannot be read is {@linkplain #skipped() skipped by name}.
 */
public sealed interface ImageSource extends AutoCloseable permits FolderSource, ZipSource {
  /** The largest image file that is read, in bytes. */
  int MAXIMUM_BYTES = 256 << 20;

  /**
   * Opens a folder or a zip and lists its images.
   *
   * @throws DataException if it does not exist, cannot be read or is neither
   */
  static ImageSource open(Path path) {
    if (Files.isDirectory(path)) {
      return FolderSource.open(path);
    }
    if (!Files.exists(path)) {
      throw new DataException(path + ": no such file or folder; name a folder or zip with images");
    }
    try {
      if (ZipSource.isZip(path)) {
        return ZipSource.open(path);
      }
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + Failures.describe(e), e);
    }
    throw new DataException(path + ": neither a folder nor a zip; put the images into one of them");
  }

  /** The name of the folder or zip, without the path to it. */
  String name();

  /** Paths of the images inside the source, with forward slashes, sorted. */
  List<String> entries();

  /** What looks like an image but is not read, and why; sorted by name. */
  List<Skipped> skipped();

  /**
   * Reads the file of an image.
   *
   * @param entry one of {@link #entries()}
   * @throws DataException if it cannot be read; the message does not repeat the entry's name
   */
  byte[] read(String entry);

  /**
   * A SHA-256 in hexadecimal that changes when images are added, removed, renamed or changed. It is
   * cheap: of a folder it covers names, sizes and times of change, of a zip names, sizes and the
   * zip's own checksums.
   */
  String digest();

  /** Releases the file. */
  @Override
  void close();
}
