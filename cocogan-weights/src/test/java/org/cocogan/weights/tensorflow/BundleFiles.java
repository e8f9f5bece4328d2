package org.cocogan.weights.tensorflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bundles that TensorFlow has written, and indices that say what a test wants, checksums right. */
final class BundleFiles {
  private BundleFiles() {}

  /** Copies some of the files of TensorFlow's into a folder. */
  static void copy(Path folder, String... names) throws IOException {
    for (String name : names) {
      try (InputStream in = BundleFiles.class.getResourceAsStream("bundles/" + name)) {
        if (in == null) {
          throw new IllegalStateException("there is no bundle " + name);
        }
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  /** Writes an index of one data file with one tensor. */
  static void writeIndex(Path prefix, String name, Entry entry) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    entries.put("", TensorBundleWriter.message(out -> out.writeInt32(1, 1)));
    entries.put(name, entry.message());
    Files.write(TensorBundle.index(prefix), SortedTable.write(entries));
  }
}
