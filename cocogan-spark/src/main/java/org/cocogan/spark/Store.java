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
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder that all machines see, through Hadoop's file systems. A file is written beside its place
 * and renamed: it is there whole or not at all, also if two machines write the same one.
 *
 * @param root the folder, such as {@code hdfs://host/pictures} or {@code /mnt/pictures}
 * @param job names the folder in it of what is unfinished
 */
record Store(String root, String job) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Writes a file. */
  @FunctionalInterface
  interface Writer {
    /** Writes its bytes. */
    void write(OutputStream out) throws IOException;
  }

  /** A folder, for one job; the process's working directory is what a relative path begins at. */
  static Store of(String root) {
    boolean isUri = root.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    return new Store(
        isUri ? root : Path.of(root).toAbsolutePath().toUri().toString(),
        "_cocogan-" + UUID.randomUUID());
  }

  /** The folder that a file is in, and the file's name. */
  static int nameAt(String path) {
    return path.replaceFirst("/+$", "").lastIndexOf('/') + 1;
  }

  private static Configuration configuration() {
    return SparkHadoopUtil.get().conf();
  }

  private static org.apache.hadoop.fs.Path hadoop(String path) {
    return new org.apache.hadoop.fs.Path(URI.create(path));
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(hadoop(root), name);
  }

  /** Without the files of checksums that Hadoop puts beside those of a local disk. */
  private FileSystem system() throws IOException {
    FileSystem system = hadoop(root).getFileSystem(configuration());
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  /** Writes a file, in the place of one that is there. */
  void write(String name, Writer writer) throws IOException {
    FileSystem system = system();
    org.apache.hadoop.fs.Path partial = path(job + "/" + UUID.randomUUID());
    org.apache.hadoop.fs.Path target = path(name);
    system.mkdirs(target.getParent());
    try (OutputStream out = system.create(partial, true)) {
      writer.write(out);
    }
    replace(system, partial, target);
  }

  /** Copies all files below a folder of this machine. */
  List<String> put(Path folder, String prefix) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      write(prefix + folder.relativize(file), out -> Files.copy(file, out));
    }
    return files.stream().map(file -> prefix + folder.relativize(file)).toList();
  }

  /** Opens a file. */
  InputStream open(String name) throws IOException {
    return system().open(path(name));
  }

  /** Copies the files in a folder to one of this machine. */
  void get(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    FileSystem system = system();
    for (FileStatus file : system.listStatus(path(name))) {
      try (InputStream in = system.open(file.getPath())) {
        Files.copy(in, folder.resolve(file.getPath().getName()));
      }
    }
  }

  /** Whether there is a file or folder. */
  boolean has(String name) throws IOException {
    return system().exists(path(name));
  }

  /** Gives a file or a folder another name. */
  void rename(String name, String other) throws IOException {
    replace(system(), path(name), path(other));
  }

  /** Deletes a file or a folder with all in it; what is not there is no failure. */
  void delete(String name) throws IOException {
    system().delete(path(name), true);
  }

  /** Deletes what lost machines have left unfinished. */
  void tidy() throws IOException {
    delete(job);
  }

  private static void replace(
      FileSystem system, org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    if ("file".equals(system.getUri().getScheme())) {
      if (!system.rename(from, to)) {
        throw new IOException("cannot rename " + from + " to " + to);
      }
    } else {
      FileContext.getFileContext(to.toUri(), configuration())
          .rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  /** The place of a name, or of the folder itself if that is empty, for people. */
  String place(String name) {
    return (name.isEmpty() ? hadoop(root) : path(name)).toString().replaceFirst("^file:/+", "/");
  }
}
