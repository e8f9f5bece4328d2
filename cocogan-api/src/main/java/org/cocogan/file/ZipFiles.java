package org.cocogan.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens zips whose content may be anything; safe for several threads. */
public final class ZipFiles {
  private ZipFiles() {}

  /**
   * Opens a zip.
   *
   * @throws ZipException if it is none, also where the name of an entry is no UTF-8
   * @throws IOException if it cannot be read
   */
  public static ZipFile open(Path path) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      // Java decodes names when it finds entries.
      zip.stream().forEach(entry -> {});
      return zip;
    } catch (IllegalArgumentException e) {
      zip.close();
      ZipException malformed = new ZipException("the name of an entry is no UTF-8");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
