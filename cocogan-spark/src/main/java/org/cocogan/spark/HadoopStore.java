package org.cocogan.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder in one of Hadoop's file systems.
 *
 * @param root its address, such as {@code hdfs://host/pictures}
 * @param job names the folder in it of what is unfinished
 */
record HadoopStore(String root, String job) implements Store {
  private static final long serialVersionUID = 1;

  private static Configuration configuration() {
    return SparkHadoopUtil.get().conf();
  }

  private Path path(String name) {
    Path folder = new Path(URI.create(root));
    return name.isEmpty() ? folder : new Path(folder, name);
  }

  private FileSystem system() throws IOException {
    return path("").getFileSystem(configuration());
  }

  @Override
  public java.nio.file.Path folder(ClusterProcess process) throws IOException {
    return process.folder();
  }

  @Override
  public void write(String name, Writer writer) throws IOException {
    Path partial = path(job + "/" + UUID.randomUUID());
    try (OutputStream out = system().create(partial, true)) {
      writer.write(out);
    }
    system().mkdirs(path(name).getParent());
    replace(partial, path(name));
  }

  @Override
  public void put(java.nio.file.Path file, String name) throws IOException {
    write(name, out -> Files.copy(file, out));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return system().open(path(name));
  }

  @Override
  public void get(String name, java.nio.file.Path folder) throws IOException {
    Files.createDirectories(folder);
    FileSystem system = system();
    for (FileStatus file : system.listStatus(path(name))) {
      try (InputStream in = system.open(file.getPath())) {
        Files.copy(in, folder.resolve(file.getPath().getName()));
      }
    }
  }

  @Override
  public boolean has(String name) throws IOException {
    return system().exists(path(name));
  }

  @Override
  public void rename(String name, String other) throws IOException {
    replace(path(name), path(other));
  }

  private static void replace(Path from, Path to) throws IOException {
    FileContext.getFileContext(to.toUri(), configuration())
        .rename(from, to, Options.Rename.OVERWRITE);
  }

  @Override
  public void tidy() throws IOException {
    system().delete(path(job), true);
  }

  @Override
  public String place(String name) {
    return path(name).toString();
  }
}
