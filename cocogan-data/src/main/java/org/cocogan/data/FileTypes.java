package org.cocogan.data;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The types of files that are of use in a tree, told by the ends of their names in whatever case,
 * or by how they begin.
 *
 * @param read such as {@code png}
 * @param alike what people take for it but is not read, and is therefore named when it is skipped
 * @param advice what is said of such files, after what they are
 * @param byContent what a file of another ending is after its first bytes
 */
record FileTypes(
    Set<String> read,
    Set<String> alike,
    String advice,
    Function<byte[], Optional<String>> byContent) {
  /** As many first bytes of a file tell what it is. */
  static final int START_BYTES = 32;

  /** Images as {@link ImageDecoder} reads them. */
  static final FileTypes IMAGES =
      new FileTypes(
          Set.of("png", "jpg", "jpeg", "webp", "bmp", "gif"),
          Set.of("tif", "tiff", "heic", "heif", "avif", "jp2", "jxl", "tga", "psd", "ppm", "pgm"),
          "images are not read; convert it to png",
          ImageFormat::ending);

  FileTypes {
    read = Set.copyOf(read);
    alike = Set.copyOf(alike);
  }

  /** Makes types that are told by names alone. */
  FileTypes(Set<String> read, Set<String> alike, String advice) {
    this(read, alike, advice, start -> Optional.empty());
  }

  /** Reads how a file begins. */
  @FunctionalInterface
  interface Start {
    /** At least the first {@link #START_BYTES} bytes, or all of a shorter file. */
    byte[] read() throws IOException;
  }

  /**
   * The type of a file if it is one that is read, or alike.
   *
   * @param start asked for where the name does not tell
   */
  Optional<String> typeOf(String name, Start start) throws IOException {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (read.contains(ending) || alike.contains(ending)) {
      return Optional.of(ending);
    }
    return byContent.apply(start.read());
  }
}
