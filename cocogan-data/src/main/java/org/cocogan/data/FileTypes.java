package org.cocogan.data;

import java.util.Set;

/**
 * Which files of a tree are of use, told by the ends of their names in whatever case.
 *
 * @param read such as {@code png}
 * @param alike what people take for it but is not read, and is therefore named when it is skipped
 * @param advice what is said of such files, after the end of their name
 */
record FileTypes(Set<String> read, Set<String> alike, String advice) {
  /** Images as {@link ImageDecoder} reads them. */
  static final FileTypes IMAGES =
      new FileTypes(
          Set.of("png", "jpg", "jpeg", "webp", "bmp", "gif"),
          Set.of("tif", "tiff", "heic", "heif", "avif", "jp2", "jxl", "tga", "psd", "ppm", "pgm"),
          "images are not read; convert it to png");

  FileTypes {
    read = Set.copyOf(read);
    alike = Set.copyOf(alike);
  }
}
