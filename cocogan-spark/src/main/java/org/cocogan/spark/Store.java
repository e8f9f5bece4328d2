package org.cocogan.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that all machines see. A file is written beside its place and renamed: it is there whole
 * or not at all, also if two machines write the same one. Names of files are relative to the
 * folder, with slashes.
 */
sealed interface Store extends Serializable permits FolderStore, HadoopStore {
  /** Writes a file. */
  @FunctionalInterface
  interface Writer {
    /** Writes its bytes. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * A folder, for one job.
   *
   * @param root the folder, such as {@code hdfs://host/pictures} or {@code /mnt/pictures}; the
   *     process's working directory is what a relative path begins at
   */
  static Store of(String root) {
    String job = "_cocogan-" + UUID.randomUUID();
    if (!root.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
      return new FolderStore(Path.of(root).toAbsolutePath().toString(), job);
    }
    return root.startsWith("file:")
        ? new FolderStore(Path.of(URI.create(root)).toString(), job)
        : new HadoopStore(root, job);
  }

  /** The folder that a file is in. */
  static Store around(String path) {
    String whole = path.replaceFirst("/+$", "");
    return of(whole.indexOf('/') < 0 ? "" : whole.substring(0, whole.lastIndexOf('/') + 1));
  }

  /** The file's name in that folder. */
  static String nameOf(String path) {
    String whole = path.replaceFirst("/+$", "");
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  /** Names the folder in it of what is unfinished. */
  String job();

  /** A new folder of this machine, for files that go here afterwards. */
  Path folder(ClusterProcess process) throws IOException;

  /** Writes a file, in the place of one that is there. */
  void write(String name, Writer writer) throws IOException;

  /** Stores a file of this machine, which need not be there afterwards. */
  void put(Path file, String name) throws IOException;

  /** Stores all files below a folder of this machine, which need not be there afterwards. */
  default int putAll(Path folder, String prefix) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      put(file, prefix + folder.relativize(file));
    }
    return files.size();
  }

  /** Opens a file. */
  InputStream open(String name) throws IOException;

  /** Copies the files in a folder to one of this machine. */
  void get(String name, Path folder) throws IOException;

  /** Whether there is a file or folder. */
  boolean has(String name) throws IOException;

  /** Gives a file or a folder another name. */
  void rename(String name, String other) throws IOException;

  /** Deletes what is unfinished, that of lost machines as well. */
  void tidy() throws IOException;

  /** The place of a name, or of the folder itself if that is empty, for people. */
  String place(String name);
}
